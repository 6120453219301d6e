import Artifacts
import Foundation
import Glibc
import Layers
import Llama
import Pipelines
import TensorTestSupport
import Testing
import Tokenization

@testable import Stages

struct ImportsModelTests {
  private let bench: ImportsBench

  /// Writes a small model and its tokenizer into the data folder.
  init() throws {
    bench = try ImportsBench()
    let folder = bench.data.appending(path: "small")
    let shape = LlamaConfiguration(
      vocabularySize: 270, hiddenSize: 8, intermediateSize: 12, layers: 1, heads: 2,
      contextLength: 32)
    let weights = Weights(RandomWeights(seed: 1, backend: ReferenceBackend()))
    try Llama(shape, weights).write(to: folder, scalarHead: nil)
    try tokenizer(pieces: 270).write(to: folder.appending(path: "tokenizer.model"))
    try bench.write("notes", to: "small/README.md")
  }

  private func tokenizer(pieces: Int) throws -> Data {
    try BytePairTrainer(vocabularySize: pieces)
      .train(on: ["the quick brown fox jumps over the lazy dog and the other dog"]).serialized()
  }

  private func run(_ path: String = "small") throws -> StageContext {
    try bench.run(ImportModel(backend: ReferenceBackend()), .init(path: path))
  }

  private func sentence(_ path: String = "small") -> String {
    do {
      _ = try run(path)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private func names(_ folder: URL) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder.path))
  }

  private func prose(_ context: StageContext) -> String {
    let texts = context.sections.flatMap(\.items).compactMap { item -> String? in
      if case .prose(let text) = item { text } else { nil }
    }
    return texts.joined(separator: "\n")
  }

  @Test func modelIsCopiedByteForByteWithAllItsTexts() throws {
    let texts = [
      "LICENSE", "added_tokens.json", "chat_template.jinja", "merges.txt",
      "special_tokens_map.json", "tokenizer.json", "vocab.json",
    ]
    for name in texts { try bench.write("text of \(name)", to: "small/\(name)") }
    let context = try run()
    let folder = try context.output("model")
    let kept = Set(
      texts + [
        "README.md", "config.json", "generation_config.json", "model.safetensors",
        "tokenizer.model",
      ])
    #expect(try names(folder) == kept)
    for name in kept {
      #expect(
        FileManager.default.contentsEqual(
          atPath: folder.appending(path: name).path,
          andPath: bench.data.appending(path: "small/\(name)").path))
    }
    let needed = try ImportModel(backend: ReferenceBackend())
      .externalInputs(.init(path: "small"), baseFolder: bench.data)
    #expect(Set(needed.map(\.lastPathComponent)) == kept, "a changed text is another model")
    #expect(context.lines(of: "Left out").isEmpty)
    #expect(
      prose(context).contains("9 other texts stay with the model and are not read: LICENSE, "))
    #expect(prose(context).contains("own chat template, in chat_template.jinja, stays with it"))
  }

  @Test func whatIsNotKeptIsCountedAndNamed() throws {
    for name in [
      "pytorch_model.bin", "training_args.bin", "model.GGUF", "logo.png", ".gitattributes",
    ] { try bench.write("x", to: "small/\(name)") }
    let small = bench.data.appending(path: "small")
    try FileManager.default.createDirectory(
      at: small.appending(path: "original"), withIntermediateDirectories: true)
    #expect(mkfifo(small.appending(path: "pipe").path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      at: small.appending(path: "lost.txt"), withDestinationURL: small.appending(path: "nothing"))
    #expect(truncate(small.appending(path: "README.md").path, 64 << 20 | 1) == 0)
    let context = try run()
    #expect(
      try names(context.output("model")) == [
        "config.json", "generation_config.json", "model.safetensors", "tokenizer.model",
      ])
    #expect(
      context.lines(of: "Left out") == [
        "weights in an unsupported format / 3 / model.GGUF, pytorch_model.bin, training_args.bin",
        "images, video or audio / 1 / logo.png", "hidden files / 1 / .gitattributes",
        "folders and special files / 3 / lost.txt, original, pipe",
        "files over 64 MiB each or 256 MiB in total / 1 / README.md",
      ])
  }

  @Test func textsTogetherAreBounded() throws {
    for number in 1...5 {
      let name = "part\(number).txt"
      try bench.write("", to: "small/\(name)")
      #expect(truncate(bench.data.appending(path: "small/\(name)").path, 64 << 20) == 0)
    }
    let folder = try ModelFolder(bench.data.appending(path: "small"))
    // README.md comes before them and takes a few bytes of the 256 MiB, so the fourth is too much.
    #expect(folder.leftOut == [.tooLarge: ["part4.txt", "part5.txt"]])
  }

  @Test func chatTemplatesInTheirFolderAreKept() throws {
    let place = bench.data.appending(path: "small/additional_chat_templates")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try bench.write("rag", to: "small/additional_chat_templates/rag.jinja")
    let folder = try run().output("model")
    #expect(try names(folder).contains("additional_chat_templates/rag.jinja"))
    try FileManager.default.removeItem(at: place.appending(path: "rag.jinja"))
    #expect(!(try names(run().output("model"))).contains { $0.hasPrefix("additional") })
  }

  @Test func aTemplateInTheTokenizersSettingsIsSaidNotToBeRead() throws {
    try bench.write("{\"chat_template\": \"{{ x }}\"}", to: "small/tokenizer_config.json")
    #expect(
      prose(try run()).contains("own chat template, in tokenizer_config.json, stays with it and is")
    )
    try bench.write("{\"legacy\": false}", to: "small/tokenizer_config.json")
    #expect(!prose(try run()).contains("own chat template"))
  }

  @Test func filesAreFoundBehindLinks() throws {
    let file = bench.data.appending(path: "small/model.safetensors")
    let blob = bench.data.appending(path: "blob")
    try FileManager.default.moveItem(at: file, to: blob)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: blob)
    let copy = try run().output("model").appending(path: "model.safetensors")
    #expect(FileManager.default.contentsEqual(atPath: copy.path, andPath: blob.path))
    let attributes = try FileManager.default.attributesOfItem(atPath: copy.path)
    #expect(attributes[.type] as? FileAttributeType == .typeRegular)
  }

  @Test func missingFolderIsNamedWithARemedy() throws {
    let error = sentence("nowhere")
    #expect(error.hasPrefix("There is no folder \(bench.data.path)/nowhere; give import-model"))
    let needed = try ImportModel(backend: ReferenceBackend())
      .externalInputs(.init(path: "nowhere"), baseFolder: bench.data)
    #expect(needed.map(\.lastPathComponent) == ["nowhere"], "the runner says what is missing")
  }

  @Test func truncatedWeightsAreRefused() throws {
    let url = bench.data.appending(path: "small/model.safetensors")
    try Data(contentsOf: url).dropLast(5).write(to: url)
    #expect(sentence().contains("model.safetensors: the file is cut off"))
  }

  @Test func weightsThatAreNotNumbersAreRefused() throws {
    let url = bench.data.appending(path: "small/model.safetensors")
    var data = try Data(contentsOf: url)
    data.replaceSubrange(data.count - 4..<data.count, with: [0, 0, 0xc0, 0x7f])
    try data.write(to: url)
    #expect(sentence().contains("holds values that are not finite numbers"))
  }

  @Test(arguments: [
    "config.json", "tokenizer.model", "tokenizer_config.json", "model.safetensors",
  ])
  func pipeInPlaceOfAFileIsRefusedAtOnce(name: String) throws {
    let url = bench.data.appending(path: "small/\(name)")
    try? FileManager.default.removeItem(at: url)
    #expect(mkfifo(url.path, 0o600) == 0)
    #expect(sentence().contains("\(name) is a named pipe where a file is expected"))
    #expect(throws: (any Error).self) {
      try ImportModel(backend: ReferenceBackend())
        .externalInputs(.init(path: "small"), baseFolder: bench.data)
    }
  }

  @Test(arguments: ["config.json", "tokenizer.model", "model.safetensors"])
  func pointersAndPagesInPlaceOfAFileAreCalledWhatTheyAre(name: String) throws {
    try bench.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", to: "small/\(name)")
    #expect(sentence().contains("\(name) is a Git LFS pointer and not the file itself; fetch it"))
    try bench.write("<!DOCTYPE html><html>Sign in</html>", to: "small/\(name)")
    #expect(sentence().contains("\(name) is a web page and not the file itself; download it"))
  }

  @Test func tokenizersOfOtherFormsAreNamed() throws {
    let url = bench.data.appending(path: "small/tokenizer.model")
    try bench.write("IQ== 0\nIg== 1\nIw== 2\n", to: "small/tokenizer.model")
    #expect(sentence().contains("a table of ranks for tiktoken"))
    try FileManager.default.removeItem(at: url)
    try bench.write("{}", to: "small/tokenizer.json")
    #expect(sentence().contains("has no tokenizer.model: it holds tokenizer.json, a tokenizer of"))
  }

  @Test func foldersOfOtherModelsAreCalledWhatTheyAre() throws {
    for (name, part) in [
      ("adapter_config.json", "an adapter without its base model"),
      ("model.gguf", "a GGUF model"), ("consolidated.00.pth", "weights pickled by PyTorch"),
    ] {
      try FileManager.default.createDirectory(
        at: bench.data.appending(path: "other-\(name)"), withIntermediateDirectories: true)
      try bench.write("x", to: "other-\(name)/\(name)")
      let sentence = sentence("other-\(name)")
      #expect(sentence.contains("has no config.json: it holds \(name), \(part)"), "\(sentence)")
    }
    #expect(sentence("small/README.md").contains("README.md is not a folder but a file"))
  }

  @Test func namesThatReadTheSameDoNotEndTheProgram() throws {
    for name in ["caf\u{E9}.md", "cafe\u{301}.md"] { try bench.write("x", to: "small/\(name)") }
    _ = try run()
  }

  @Test func tokenizerOfAnotherSizeIsRefused() throws {
    try tokenizer(pieces: 268).write(to: bench.data.appending(path: "small/tokenizer.model"))
    #expect(
      sentence().hasPrefix(
        "The tokenizer disagrees with the vocabulary: it has 268 pieces, the model 270 rows"))
  }

  @Test(arguments: ["tokenizer.model", "config.json", "model.safetensors"])
  func missingFileIsNamed(name: String) throws {
    try FileManager.default.removeItem(at: bench.data.appending(path: "small/\(name)"))
    #expect(sentence().contains(name))
  }

  @Test func shapeThatDisagreesIsRefused() throws {
    let url = bench.data.appending(path: "small/config.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let changed = text.replacing("\"intermediate_size\" : 12", with: "\"intermediate_size\" : 16")
    try #require(changed != text)
    try Data(changed.utf8).write(to: url)
    #expect(sentence().contains("config.json asks for"))
  }
}
