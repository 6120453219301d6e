import Foundation
import Layers
import Testing

@testable import Stages

/// The architecture that a `config.json` names is found, or refused with those that are known.
struct ModelCatalogTests {
  private let bench: ImportsBench

  init() throws { bench = try ImportsBench() }

  private func sentence(_ text: String) throws -> String {
    try bench.write(text, to: "config.json")
    do {
      _ = try ModelCatalog.model(
        ["config.json": bench.data.appending(path: "config.json")], ToyFiles.backend)
    } catch { return "\(error)" }
    return "nothing was thrown"
  }

  @Test(arguments: [
    (
      "{\"model_type\":\"qwen2\",\"architectures\":[\"Qwen2ForCausalLM\"]}",
      "of type qwen2 (Qwen2ForCausalLM), which is not supported; choose a model of type llama."
    ),
    ("{\"model_type\":\"gpt2\"}", "of type gpt2, which is not supported; choose a model of"),
    ("{\"architectures\":[\"MistralForCausalLM\"]}", "of type MistralForCausalLM, which is not"),
    ("{}", "of type nothing, which is not supported"),
    ("[]", "config.json is not a JSON object"),
    ("{\"a\":1,\"a\":2}", "config.json is not JSON that can be read: the name 'a' is there twice"),
    ("<html></html>", "config.json is a web page and not the file itself"),
  ])
  func whatIsNotKnownIsRefusedByName(text: String, part: String) throws {
    #expect(try sentence(text).contains(part))
  }

  @Test func everyArchitectureIsFoundByItsType() throws {
    for architecture in ModelCatalog.architectures {
      try bench.write("{\"model_type\":\"\(architecture.modelType)\"}", to: "config.json")
      let found = try ModelCatalog.architecture(
        of: ["config.json": bench.data.appending(path: "config.json")])
      #expect(found.languageClass == architecture.languageClass)
    }
    let types = ModelCatalog.architectures.map(\.modelType)
    #expect(Set(types).count == types.count)
  }

  @Test func aFolderWithoutConfigurationIsNamed() {
    #expect {
      try ModelCatalog.architecture(of: ["a.gguf": URL(filePath: "/models/a/a.gguf")])
    } throws: {
      "\($0)".hasPrefix("/models/a has no config.json: it holds a.gguf, a GGUF model")
    }
  }

  @Test func manyKnownTypesReadAsAlternatives() {
    let error = StagesError.architecture(
      URL(filePath: "/m/config.json"), "x", classes: [], known: ["llama", "mistral", "qwen2"])
    #expect("\(error)".hasSuffix("choose a model of type llama, mistral or qwen2."))
  }
}
