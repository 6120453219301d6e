import Foundation
import Testing

@testable import Safetensors

@Suite struct SafetensorsFileTests {
  /// Returns the sentence that a file is refused with, or nil.
  private func refusal(_ data: Data) throws -> String? {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "x.safetensors")
      try data.write(to: url)
      do {
        _ = try SafetensorsFile(contentsOf: url)
        return nil
      } catch let error as SafetensorsError {
        #expect("\(error)".contains("x.safetensors: ") && "\(error)".hasSuffix("again."))
        return "\(error)"
      }
    }
  }

  private func entry(_ name: String, _ shape: [Int], _ from: Int, _ to: Int) -> String {
    "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(from),\(to)]}"
  }

  @Test func honestFileIsRead() throws {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "a.safetensors")
      let header =
        "{\"__metadata__\":{\"k\":\"v\"},\(entry("b", [2], 4, 12)),\(entry("a", [], 0, 4))}  "
      var data = RawFile.bytes(header: header, tensorBytes: 0)
      for value in [Float(1.5), -2, 3] {
        withUnsafeBytes(of: value) { data.append(contentsOf: $0) }
      }
      try data.write(to: url)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(file.names == ["a", "b"])
      #expect(file.metadata == ["k": "v"])
      #expect(try file.shape(of: "a") == [] && file.shape(of: "b") == [2])
      #expect(try file.elementType(of: "b") == .float32)
      #expect(try file.floats("a") == [1.5])
      #expect(try file.floats("b") == [-2, 3])
      #expect(throws: SafetensorsError.missingTensor(file: file.path, name: "c")) {
        try file.floats("c")
      }
    }
  }

  @Test func emptyTensorIsRead() throws {
    #expect(
      try refusal(RawFile.bytes(header: "{\(entry("a", [0, 7], 0, 0))}", tensorBytes: 0)) == nil)
    #expect(try refusal(RawFile.bytes(header: "{}", tensorBytes: 0)) == nil)
  }

  @Test func headersThatLieAboutTensorsAreRefused() throws {
    let lies: [(String, Int, String)] = [
      ("{\(entry("a", [2], 0, 4))}", 4, "4 bytes cannot hold F32 of shape [2]"),
      ("{\(entry("a", [1], 0, 4)),\(entry("b", [1], 2, 6))}", 6, "overlaps"),
      ("{\(entry("a", [1], 0, 4)),\(entry("b", [1], 0, 4))}", 4, "overlaps"),
      ("{\(entry("a", [1], 0, 4)),\(entry("b", [1], 8, 12))}", 12, "leaves a gap"),
      ("{\(entry("a", [1], 4, 8))}", 8, "leaves a gap"),
      ("{\(entry("a", [1], 0, 4))}", 5, "1 bytes follow"),
      ("{\(entry("a", [1], 0, 4))}", 3, "cut off"),
      ("{\(entry("a", [1], 4, 0))}", 4, "no start and end"),
      ("{\(entry("a", [-1], 0, 4))}", 4, "no list of sizes"),
      ("{\(entry("a", [1], 0, 4)),\(entry("a", [1], 4, 8))}", 8, "'a' is there twice"),
      ("{\(entry("a", [4_611_686_018_427_387_904, 4], 0, 0))}", 0, "cannot hold"),
      ("{\(entry("a", [1], 0, 99_999_999_999_999_999))}", 4, "cannot hold"),
      ("{\"a\":{\"dtype\":\"F3\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "'F3' is unknown"),
      ("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "no 'dtype'"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", 4, "no list of sizes"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4]}}", 4, "no start and end"),
      ("{\"a\":4}", 0, "no 'dtype'"),
      ("{\"__metadata__\":{\"k\":1}}", 0, "not all text"),
      ("{\"__metadata__\":[]}", 0, "not all text"),
    ]
    for (header, bytes, fact) in lies {
      let sentence = try refusal(RawFile.bytes(header: header, tensorBytes: bytes))
      #expect(sentence?.contains(fact) == true, "\(header): \(sentence ?? "accepted")")
    }
  }

  @Test(arguments: [
    "[]", " {}", "{", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\":01}",
    "{\"\\x\":1}",
    "{\"\\ud800\":1}", "{\"a\nb\":1}", "{\"a\":tru}", "{\"a\":\"", "", "\u{1}",
    "{\"a\":\(String(repeating: "[", count: 100_000))",
  ])
  func headersThatAreNoObjectAreRefused(header: String) throws {
    #expect(try refusal(RawFile.bytes(header: header, tensorBytes: 0)) != nil)
  }

  @Test(arguments: [100_000_001, UInt64.max, 1 << 63, UInt64(Int64.max) - 7, 3])
  func headerLengthsThatLieAreRefused(length: UInt64) throws {
    let data = RawFile.bytes(header: "{}", tensorBytes: 0, claimedLength: length)
    #expect(try refusal(data) != nil)
  }

  @Test func everyTruncationIsRefused() throws {
    let header = "{\(entry("a", [3], 0, 12)),\(entry("b", [2, 1], 12, 20))}"
    let data = RawFile.bytes(header: header, tensorBytes: 20)
    #expect(try refusal(data) == nil)
    for length in 0..<data.count {
      let sentence = try refusal(data.prefix(length))
      #expect(sentence?.contains("cut off, it has \(length) bytes") == true)
    }
  }

  @Test func randomDamageIsRefusedOrRead() throws {
    let header = "{\(entry("a", [3], 0, 12)),\(entry("b", [2, 1], 12, 20))}"
    let data = RawFile.bytes(header: header, tensorBytes: 20)
    var numbers = TestNumbers(3)
    var refused = 0
    for _ in 0..<1_000 {
      var damaged = data
      damaged[numbers.below(8 + header.utf8.count)] = UInt8(numbers.below(256))
      if try refusal(damaged) != nil { refused += 1 }
    }
    #expect(refused > 500)
  }

  @Test func typeThatIsNoFloatIsRefusedByName() throws {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "a.safetensors")
      let header = "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}"
      try RawFile.bytes(header: header, tensorBytes: 8).write(to: url)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(try file.elementType(of: "a") == .int64)
      #expect(throws: SafetensorsError.unsupportedType(file: file.path, name: "a", type: "I64")) {
        try file.floats("a")
      }
    }
  }

  @Test func missingFileIsNamed() {
    #expect {
      try SafetensorsFile(contentsOf: URL(filePath: "/nowhere/model.safetensors"))
    } throws: {
      "\($0)".hasPrefix("/nowhere/model.safetensors: ")
    }
  }

  @Test func escapedNamesAreRead() throws {
    let data = RawFile.bytes(
      header: "{\(entry("\\u00e9\\ud83e\\udd99\\n\\\"", [1], 0, 4))}", tensorBytes: 4)
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "a.safetensors")
      try data.write(to: url)
      #expect(try SafetensorsFile(contentsOf: url).names == ["é🦙\n\""])
    }
  }
}
