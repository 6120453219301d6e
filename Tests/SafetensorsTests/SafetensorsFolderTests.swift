import Foundation
import Testing

@testable import Safetensors

@Suite struct SafetensorsFolderTests {
  private let tensors = (0..<5).map { index in
    NamedTensor(name: "t\(index)", shape: [2], values: [Float(index), -1])
  }

  @Test func smallModelIsOneFile() throws {
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, maximumShardBytes: 40, toFolder: folder)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["model.safetensors"])
      #expect(try SafetensorsFolder(contentsOf: folder).floats("t3") == [3, -1])
    }
  }

  @Test func largeModelIsShardedAndRead() throws {
    try RawFile.withFolder { folder in
      // Two tensors of 8 bytes fit into 16: shards of 2, 2 and 1.
      try SafetensorsWriter.write(tensors, maximumShardBytes: 16, toFolder: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
      let shards = (1...3).map { "model-0000\($0)-of-00003.safetensors" }
      #expect(names == shards + ["model.safetensors.index.json"])
      let read = try SafetensorsFolder(contentsOf: folder)
      #expect(read.names == tensors.map(\.name))
      #expect(read.metadata == ["format": "pt"])
      for tensor in tensors {
        #expect(try read.floats(tensor.name) == tensor.values())
        #expect(try read.shape(of: tensor.name) == [2])
      }
    }
  }

  @Test func shardsReplaceAnOlderSingleFile() throws {
    try RawFile.withFolder { folder in
      let old = NamedTensor(name: "t0", shape: [1], values: [9])
      try SafetensorsWriter.write([old], maximumShardBytes: 16, toFolder: folder)
      try SafetensorsWriter.write(tensors, maximumShardBytes: 16, toFolder: folder)
      #expect(try SafetensorsFolder(contentsOf: folder).floats("t0") == [0, -1])
    }
  }

  @Test func indexIsJSONThatOthersRead() throws {
    struct Index: Decodable {
      let metadata: [String: Int]
      let weights: [String: String]

      enum CodingKeys: String, CodingKey {
        case metadata
        case weights = "weight_map"
      }
    }
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, as: .bfloat16, maximumShardBytes: 8, toFolder: folder)
      let data = try Data(contentsOf: folder.appending(path: "model.safetensors.index.json"))
      let index = try JSONDecoder().decode(Index.self, from: data)
      #expect(index.metadata == ["total_size": 20])
      #expect(index.weights.count == 5)
      #expect(index.weights["t4"] == "model-00003-of-00003.safetensors")
    }
  }

  @Test func filesAreFoundByNameWhereverTheyLie() throws {
    try RawFile.withFolder { folder in
      let blob = folder.appending(path: "ab12")
      try SafetensorsWriter.write(tensors, to: blob)
      let read = try SafetensorsFolder(files: ["adapter.safetensors": blob], stem: "adapter")
      #expect(read.contains("t0") && !read.contains("t9"))
      #expect(throws: SafetensorsError.missingTensor(file: blob.path(), name: "t9")) {
        try read.floats("t9")
      }
    }
  }

  /// Writes a sharded model, changes its index, and returns the sentence it is refused with.
  private func refusal(_ change: (String) -> String, deleting shard: String? = nil) throws -> String
  {
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, maximumShardBytes: 16, toFolder: folder)
      let index = folder.appending(path: "model.safetensors.index.json")
      let text = try String(contentsOf: index, encoding: .utf8)
      try change(text).write(to: index, atomically: false, encoding: .utf8)
      if let shard { try FileManager.default.removeItem(at: folder.appending(path: shard)) }
      do {
        _ = try SafetensorsFolder(contentsOf: folder)
        return "accepted"
      } catch let error as SafetensorsError {
        return "\(error)"
      }
    }
  }

  @Test func shardsAndIndexMustAgree() throws {
    let shard = "model-00002-of-00003.safetensors"
    #expect(try refusal({ $0 }, deleting: shard).contains("'\(shard)' it names is missing"))
    #expect(
      try refusal { $0.replacingOccurrences(of: "\"t0\"", with: "\"t9\"") }
        .contains("tensor 't9' is said to be in 'model-00001-of-00003.safetensors'"))
    #expect(
      try refusal { $0.replacingOccurrences(of: "weight_map", with: "x") }.contains(
        "no 'weight_map'"))
    #expect(
      try refusal { $0.replacingOccurrences(of: "\"t0\"", with: "\"t1\"") }.contains(
        "'t1' is there twice"))
    #expect(try refusal { _ in "" }.contains("not a valid index"))
    #expect(
      try refusal { $0.replacingOccurrences(of: shard, with: "../\(shard)") }.contains("missing"))
    #expect(try refusal { $0 } == "accepted")
  }

  @Test func tensorThatTheIndexOmitsIsStillOffered() throws {
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, maximumShardBytes: 16, toFolder: folder)
      let index = folder.appending(path: "model.safetensors.index.json")
      let text = try String(contentsOf: index, encoding: .utf8)
      let lines = text.split(separator: "\n").filter { !$0.contains("\"t0\"") }
      try lines.joined(separator: "\n").write(to: index, atomically: false, encoding: .utf8)
      #expect(try SafetensorsFolder(contentsOf: folder).names.contains("t0"))
    }
  }

  @Test func folderWithoutWeightsIsRefused() throws {
    try RawFile.withFolder { folder in
      #expect(throws: ModelFileError.emptyFolder(folder)) {
        try SafetensorsFolder(contentsOf: folder)
      }
      #expect(throws: ModelFileError.noFolder(folder.appending(path: "x"))) {
        try SafetensorsFolder(contentsOf: folder.appending(path: "x"))
      }
    }
  }

  @Test(arguments: [
    (["pytorch_model.bin"], "it holds pytorch_model.bin, weights pickled by PyTorch"),
    (["consolidated.00.pth", "params.json"], "it holds consolidated.00.pth, weights pickled"),
    (["training_args.bin"], "it holds training_args.bin; give a folder"),
    (["m.Q4_K_M.gguf"], "it holds m.Q4_K_M.gguf, a GGUF model"),
    (["adapter_config.json", "adapter_model.safetensors"], "an adapter without its base model"),
    (["model-00001-of-00002.safetensors"], "a shard, without the index of shards"),
    (["model.safetensors.incomplete"], "a download that was not finished"),
    (["tf_model.h5"], "weights of another framework"),
    (["weights.safetensors"], "which has another name; rename it"),
    ((1...9).map { "f\($0)" }, "it holds f1, f2, f3, f4, f5, f6, f7, f8 and 1 more; give"),
  ])
  func whatLiesThereInsteadOfWeightsIsNamed(names: [String], part: String) throws {
    try RawFile.withFolder { folder in
      for name in names { try Data().write(to: folder.appending(path: name)) }
      #expect {
        try SafetensorsFolder(contentsOf: folder)
      } throws: {
        "\($0)".hasPrefix(folder.path()) && "\($0)".contains(part)
      }
    }
  }

  @Test func namesThatReadTheSameAreRefusedOnlyForWeights() throws {
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, maximumShardBytes: 40, toFolder: folder)
      for name in ["caf\u{E9}.txt", "cafe\u{301}.txt"] {
        try Data().write(to: folder.appending(path: name))
      }
      #expect(try SafetensorsFolder(contentsOf: folder).names.count == 5)
      for name in ["\u{E9}.safetensors", "e\u{301}.safetensors"] {
        try Data().write(to: folder.appending(path: name))
      }
      #expect(throws: ModelFileError.self) { try SafetensorsFolder(contentsOf: folder) }
    }
  }

  @Test func shardIsFoundByTheBytesOfItsName() throws {
    try RawFile.withFolder { folder in
      try SafetensorsWriter.write(tensors, to: folder.appending(path: "e\u{301}.safetensors"))
      let map = tensors.map { "\"\($0.name)\": \"\u{E9}.safetensors\"" }.joined(separator: ",")
      try Data("{\"weight_map\": {\(map)}}".utf8)
        .write(to: folder.appending(path: "model.safetensors.index.json"))
      #expect {
        try SafetensorsFolder(contentsOf: folder)
      } throws: {
        "\($0)".contains("it names is missing")
      }
    }
  }

  @Test func largeIndexesAreReadInTimeThatGrowsWithThem() throws {
    let texts = [2_000, 20_000].map { count in
      let map = (0..<count).map { "\"model.layers.\($0).weight\": \"s.safetensors\"" }
      return Data("{\"weight_map\": {\(map.joined(separator: ","))}}".utf8)
    }
    let parse = { (text: Data) in _ = try text.withUnsafeBytes { try JSONParser.parse($0) } }
    #expect(try RawFile.growth(of: parse, from: texts[0], to: texts[1]) <= 15)
  }
}
