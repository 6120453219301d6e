import Foundation
import Glibc
import Testing

@testable import Safetensors

/// Headers and files that were made to cost time, memory or the process.
@Suite struct HostileHeaderTests {
  private func opened(_ data: Data) throws -> SafetensorsFile {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "x.safetensors")
      try data.write(to: url)
      return try SafetensorsFile(contentsOf: url)
    }
  }

  private func sentence(_ data: Data) -> String {
    do { _ = try opened(data) } catch { return "\(error)" }
    return "accepted"
  }

  /// A file of so many tensors of one number each.
  private func model(tensors: Int) -> Data {
    let entries = (0..<tensors).map {
      "\"model.layers.\($0).self_attn.q_proj.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],"
        + "\"data_offsets\":[\(4 * $0),\(4 * $0 + 4)]}"
    }
    return RawFile.bytes(
      header: "{\(entries.joined(separator: ","))}", tensorBytes: 4 * tensors)
  }

  @Test func openingTakesTimeThatGrowsWithTheTensors() throws {
    let models = [2_000, 20_000].map(model)
    let open = { (data: Data) in _ = try SafetensorsHeader(data, path: "x") }
    #expect(try RawFile.growth(of: open, from: models[0], to: models[1]) <= 15)
  }

  @Test func manyNumbersTakeTimeThatGrowsWithThem() {
    let files = [20_000, 200_000].map { count in
      let ones = String(repeating: "1,", count: count) + "1"
      return RawFile.bytes(header: "{\"a\":[\(ones)]}", tensorBytes: 0)
    }
    #expect(sentence(files[1]).contains("wrong about tensor 'a'"))
    let open = { (data: Data) in _ = try? SafetensorsHeader(data, path: "x") }
    #expect(RawFile.growth(of: open, from: files[0], to: files[1]) <= 15)
  }

  @Test func countsDepthsAndLengthsAreBounded() {
    let nulls = "[" + String(repeating: "0,", count: 1_000_000) + "0]"
    let members = (0...100_000).map { "\"\($0)\":0" }.joined(separator: ",")
    let headers = [
      ("{\"a\":\(nulls)}", "too many values"), ("{\(members)}", "too many entries"),
      ("{\"a\":\(String(repeating: "[", count: 40))", "nested too deeply"),
      ("{\"\(String(repeating: "n", count: 5_000))\":0}", "a name is too long"),
      ("{\"a\":\(String(repeating: "9", count: 500))}", "a number is too long"),
    ]
    for (header, fact) in headers {
      #expect(sentence(RawFile.bytes(header: header, tensorBytes: 0)).contains(fact))
    }
    let shape = (0..<40).map { _ in "1" }.joined(separator: ",")
    let entry = "{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[0,4]}"
    #expect(
      sentence(RawFile.bytes(header: "{\"a\":\(entry)}", tensorBytes: 4)).contains("40 dimensions"))
  }

  @Test func tensorsWhoseNamesReadTheSameAreTold() throws {
    let entries = ["caf\u{E9}", "cafe\u{301}"].enumerated().map {
      "\"\($1)\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[\(4 * $0),\(4 * $0 + 4)]}"
    }
    let file = try opened(
      RawFile.bytes(header: "{\(entries.joined(separator: ","))}", tensorBytes: 8))
    #expect(file.names.count == 2)
    #expect(try file.floats("caf\u{E9}") != file.floats("cafe\u{301}"))
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "a Git LFS pointer"),
    ("\n<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
    ("PK\u{3}\u{4}pytorch_model/data.pkl and more", "pickled by PyTorch"),
    ("GGUF\u{3}\u{0}\u{0}\u{0} and more", "a GGUF file"),
  ])
  func filesOfAnotherKindAreCalledWhatTheyAre(text: String, part: String) {
    let sentence = sentence(Data(text.utf8))
    #expect(sentence.contains("x.safetensors is \(part)"), "\(sentence)")
  }

  @Test func whatIsNoPlainFileIsRefusedAtOnce() throws {
    try RawFile.withFolder { folder in
      let (pipe, place) = (folder.appending(path: "pipe"), folder.appending(path: "folder"))
      #expect(mkfifo(pipe.path(), 0o600) == 0)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
      for (url, kind) in [
        (pipe, "a named pipe"), (place, "a folder"), (URL(filePath: "/dev/zero"), "a device"),
      ] {
        let expected = ModelFileError.notAFile(url, kind)
        #expect(throws: expected) { try SafetensorsFile(contentsOf: url) }
        #expect(throws: expected) { try ShardIndex(contentsOf: url) }
      }
      #expect(throws: ModelFileError.tooLarge(pipe, bytes: 9, limit: 8)) {
        try FileManager.default.removeItem(at: pipe)
        try Data(count: 9).write(to: pipe)
        try ModelFile.require(pipe, atMost: 8)
      }
    }
  }

  @Test func numbersAreReadAsJSONHasThem() throws {
    let numbers: [(String, JSONValue?)] = [
      ("0", .integer(0)), ("-12", .integer(-12)), ("1e2", .number(100)), ("2.50", .number(2.5)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1E-1", .number(0.1)),
      ("01", nil), ("-", nil), ("+1", nil), (".5", nil), ("1.", nil), ("1e", nil), ("0x1", nil),
      ("NaN", nil), ("Infinity", nil), ("--1", nil), ("1e+-2", nil),
    ]
    for (text, expected) in numbers {
      let value = try? Data("[\(text)]".utf8).withUnsafeBytes { try JSONParser.parse($0) }
      #expect("\(value as Any)" == "\(expected.map { JSONValue.array([$0]) } as Any)", "\(text)")
    }
  }
}
