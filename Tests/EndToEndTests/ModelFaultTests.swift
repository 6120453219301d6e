import Foundation
import Testing

/// A model whose files do not fit together is refused, with a sentence that says how.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct ModelFaultTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let home = try TinyPipeline.finished.get().home
    let result = try Program.run("export", "last/base.model", folder.path("model"), "--home", home)
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test func weightsThatAreMissingAreNamed() throws {
    try FileManager.default.removeItem(at: weights)
    expect(try use(), 66, "model.safetensors")
  }

  @Test func weightsThatAreCutOffAreNamed() throws {
    let handle = try FileHandle(forUpdating: weights)
    try handle.truncate(atOffset: 20_000)
    try handle.close()
    expect(try use(), 65, "model.safetensors", "cut off", "20000 bytes")
  }

  @Test func aTensorOfAnotherShapeIsNamed() throws {
    try change("\"intermediate_size\":64", to: "\"intermediate_size\":96")
    expect(try use(), 65, "The tensor model.layers.0.mlp", "[64, 32]")
  }

  @Test func anotherArchitectureIsNamed() throws {
    try change("\"model_type\":\"llama\"", to: "\"model_type\":\"gpt2\"")
    expect(try use(), 65, "config.json", "of type gpt2", "choose a model of type llama")
  }

  @Test func aTokenizerOfAnotherModelIsRefused() throws {
    let home = folder.path("home")
    let file = try folder.write(TinyPipeline.text, to: "tiny.yaml").path
    let made = try Program.run(
      "run", file, "--set", "world.vocabulary=420", "--until", "world", "--home", home)
    #expect(made.status == 0, "\(made.errors)")
    _ = try Program.run(
      "export", "last/world.tokenizer", folder.path("tokenizer"), "--home", home)
    let target = folder.url.appending(path: "model/tokenizer.model")
    try Data(contentsOf: folder.url.appending(path: "tokenizer/tokenizer.model")).write(to: target)
    expect(try use(), 65, "420 pieces", "400 rows")
  }

  @Test func theLongestAnswerIsThatOfTheContext() throws {
    let result = try Program.run(
      "generate", "--model", folder.path("model"), "--prompt", "Hello", "--max-new-tokens",
      "9223372036854775807")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: [
    ["--temperature", "1e-40"], ["--temperature", "nan"], ["--temperature", "-1"],
    ["--top-k", "-1"], ["--top-p", "0"], ["--top-p", "nan"], ["--max-new-tokens", "0"],
    ["--max-new-tokens", "9223372036854775808"], ["--seed", "-1"], ["--threads", "0"],
  ])
  func numbersThatMakeNoSenseAreWrongUsage(arguments: [String]) throws {
    let result = try Call(
      ["generate", "--model", folder.path("model"), "--prompt", "Hello"] + arguments
    ).finished()
    expect(result, 64, arguments[0])
  }

  @Test func numbersThatAreNotFiniteEndEveryCommandThatAsksAModel() throws {
    var data = try Data(contentsOf: weights)
    data.replaceSubrange(data.count - 4..<data.count, with: [0, 0, 0xC0, 0x7F])
    try data.write(to: weights)
    let model = folder.path("model")
    let asked = [
      try use(), try Program.run("logprobs", "--model", model, input: "{\"tokens\": [1, 5]}\n"),
      try Program.run(
        "import", model, "--kind", "model", "--home", folder.path("home")),
    ]
    for result in asked {
      expect(result, 65, "model.safetensors: tensor '", "not finite numbers")
      #expect(result.output.isEmpty)
    }
  }

  @Test func aNumberOfLayersThatTheWeightsDoNotHoldIsNamed() throws {
    let text = folder.text("model/config.json").replacing(" ", with: "")
    let layers = try #require(text.firstMatch(of: /"num_hidden_layers":(\d+)/)).1
    try change("\"num_hidden_layers\":\(layers)", to: "\"num_hidden_layers\":2000000000")
    expect(
      try use(), 65, "config.json has 2000000000 for num_hidden_layers", "hold \(layers) layers")
  }

  @Test func aFileInPlaceOfAFolderIsNamed() throws {
    let result = try Program.run("generate", "--model", weights.path, "--prompt", "Hello")
    expect(result, 66, "model.safetensors is not a folder but a file; give the folder that holds")
  }

  @Test func anImportThatFailsLeavesNoArtifact() throws {
    try FileManager.default.removeItem(at: weights)
    let home = folder.path("home")
    let result = try Program.run(
      "import", folder.path("model"), "--kind", "model", "--home", home)
    expect(result, 66, "model.safetensors")
    let shown = try Program.json(ShownRun.self, "show", "last", "--home", home)
    #expect(shown.state == "failed")
    #expect(shown.digests.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/blobs").isEmpty)
  }

  private var weights: URL { folder.url.appending(path: "model/model.safetensors") }

  private func use() throws -> Program.Result {
    try Program.run("generate", "--model", folder.path("model"), "--prompt", "Hello")
  }

  /// Changes a line of the configuration, whatever its spacing.
  private func change(_ old: String, to new: String) throws {
    let text = folder.text("model/config.json").replacing(" ", with: "")
    try #require(text.contains(old), "\(text)")
    try folder.write(text.replacing(old, with: new), to: "model/config.json")
  }

  private func expect(_ result: Program.Result, _ status: Int32, _ parts: String...) {
    #expect(result.status == status)
    for part in parts { #expect(result.errors.contains(part), "\(result.errors)") }
  }
}
