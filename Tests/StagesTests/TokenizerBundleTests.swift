import Artifacts
import Corpora
import Foundation
import Layers
import Stages
import Testing
import Tokenization

/// What a model's folder holds beside its weights goes with the model through training.
struct TokenizerBundleTests {
  private let bench: ToyBench
  private let model: ArtifactFolder
  private static let texts = ["LICENSE", "README.md", "chat_template.jinja", "tokenizer.json"]

  init() throws {
    bench = try ToyBench()
    model = try bench.artifact("model") { folder in
      try ToyFiles.writePolicy(to: folder)
      for name in Self.texts {
        try Data("text of \(name)".utf8).write(to: folder.appending(path: name))
      }
      try Data("{\"temperature\": 0.6}".utf8).write(
        to: folder.appending(path: "generation_config.json"))
    }
  }

  private func expectTexts(in folder: ArtifactFolder) throws {
    for name in Self.texts + ["generation_config.json", "tokenizer.model"] {
      #expect(
        try Data(contentsOf: folder.url(name)) == Data(contentsOf: model.url(name)), "\(name)")
    }
  }

  @Test func aFineTunedModelHasAllTextsOfItsBase() throws {
    var configuration = SFTConfiguration.standard
    configuration.batch = BatchConfiguration(size: 5, epochs: 1)
    let rows = try bench.artifact("demonstrations", rows: ToyRows.demonstrations())
    let run = try bench.run(
      SFT(backend: ToyFiles.backend), configuration,
      ["model": [model], "demonstrations": [rows]])
    try expectTexts(in: run.output("model"))
    #expect(
      try Data(contentsOf: run.output("model").url("config.json"))
        == Data(contentsOf: model.url("config.json")), "the same shape, whoever writes it")
    #expect(try run.weights() != Data(contentsOf: model.url("model.safetensors")))
  }

  @Test func aTextOfASubfolderIsWrittenThere() throws {
    let file = bench.home.appending(path: "rag")
    try Data("rag".utf8).write(to: file)
    let files = model.files.merging(["additional_chat_templates/rag.jinja": file]) { $1 }
    let folder = bench.home.appending(path: "out")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try TokenizerBundle(files: files).write(to: folder)
    let copy = folder.appending(path: "additional_chat_templates/rag.jinja")
    #expect(try String(contentsOf: copy, encoding: .utf8) == "rag")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains("config.json") && !names.contains("model.safetensors"))
  }

  @Test func tokensAreSharedWhereTheTokenizersFilesAreTheSame() throws {
    let other = try bench.artifact("model") { folder in
      try ToyFiles.writePolicy(to: folder, seed: 2)
    }
    let foreign = try bench.artifact("model") { folder in
      try BytePairTrainer(vocabularySize: 320).train(on: ToyFiles.paddock.corpus(30)).serialized()
        .write(to: folder.appending(path: "tokenizer.model"))
    }
    let bundle = try TokenizerBundle(files: model.files)
    #expect(try bundle.sharesTokens(with: TokenizerBundle(files: other.files)))
    #expect(try !bundle.sharesTokens(with: TokenizerBundle(files: foreign.files)))
  }

  @Test func aFolderWithoutATokenizerIsNamedWithARemedy() throws {
    let place = URL(filePath: "/models/a/tokenizer.json")
    #expect {
      try TokenizerBundle(files: ["tokenizer.json": place])
    } throws: {
      "\($0)".hasPrefix("/models/a has no tokenizer.model: it holds tokenizer.json, a tokenizer of")
    }
  }
}
