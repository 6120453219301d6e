import Foundation
import Testing

@testable import Safetensors

@Suite struct SafetensorsWriterTests {
  private let tensors = [
    NamedTensor(name: "b", shape: [2, 2], values: [1, 2, 3, 4]),
    NamedTensor(name: "a.\"weight\"", shape: [3], values: [0.5, -1, 65_504]),
    NamedTensor(name: "scalar", shape: [], values: [7]),
    NamedTensor(name: "empty", shape: [0, 4], values: []),
  ]

  @Test func bytesAreAsTheFormatSays() throws {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "m.safetensors")
      let tensor = NamedTensor(name: "w", shape: [1], values: [1])
      try SafetensorsWriter.write([tensor], to: url)
      let json =
        "{\"__metadata__\":{\"format\":\"pt\"},"
        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
      let data = try Data(contentsOf: url)
      let length = data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self).littleEndian }
      #expect(length % 8 == 0 && Int(length) - json.utf8.count < 8)
      #expect(data.dropFirst(8).prefix(json.utf8.count) == Data(json.utf8))
      #expect(data.suffix(4) == Data([0, 0, 0x80, 0x3F]))
      #expect(data.count == 8 + Int(length) + 4)
    }
  }

  @Test(arguments: [ElementType.float32, .float16, .bfloat16])
  func tensorsSurvive(type: ElementType) throws {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "m.safetensors")
      try SafetensorsWriter.write(tensors, as: type, to: url)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(file.names == tensors.map(\.name).sorted())
      for tensor in tensors where type != .bfloat16 || tensor.shape != [3] {
        #expect(try file.shape(of: tensor.name) == tensor.shape)
        #expect(try file.elementType(of: tensor.name) == type)
        #expect(try file.floats(tensor.name) == tensor.values())
      }
    }
  }

  @Test func randomTensorsSurviveBitForBit() throws {
    var numbers = TestNumbers(4)
    for round in 0..<20 {
      let tensors = (0..<numbers.below(9)).map { index in
        let shape = (0..<numbers.below(4)).map { _ in numbers.below(5) }
        let values = numbers.floats(shape.reduce(1, *))
        return NamedTensor(name: "layer.\(index)", shape: shape, values: values)
      }
      try RawFile.withFolder { folder in
        try SafetensorsWriter.write(tensors, maximumShardBytes: 64, toFolder: folder)
        let read = try SafetensorsFolder(contentsOf: folder)
        #expect(read.names == tensors.map(\.name), "round \(round)")
        for tensor in tensors {
          let bits = try read.floats(tensor.name).map(\.bitPattern)
          #expect(bits == tensor.values().map(\.bitPattern))
        }
      }
    }
  }

  @Test func orderOfTheTensorsDoesNotChangeTheBytes() throws {
    try RawFile.withFolder { folder in
      let (one, other) = (folder.appending(path: "1"), folder.appending(path: "2"))
      try SafetensorsWriter.write(tensors, to: one)
      try SafetensorsWriter.write(tensors.reversed(), to: other)
      #expect(try Data(contentsOf: one) == Data(contentsOf: other))
    }
  }

  @Test func oldFileIsReplacedAndNothingElseIsLeft() throws {
    try RawFile.withFolder { folder in
      let url = folder.appending(path: "m.safetensors")
      try Data("old".utf8).write(to: url)
      try SafetensorsWriter.write(tensors, to: url)
      #expect(try SafetensorsFile(contentsOf: url).contains("scalar"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      #expect(names == ["m.safetensors"])
    }
  }

  @Test func missingFolderIsAnErrorWithASentence() {
    #expect {
      try SafetensorsWriter.write(tensors, to: URL(filePath: "/nowhere/m.safetensors"))
    } throws: {
      $0.localizedDescription.hasPrefix("/nowhere/m.safetensors cannot be written (No such file")
    }
  }
}
