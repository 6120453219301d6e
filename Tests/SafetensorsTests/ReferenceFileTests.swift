import Foundation
import Testing

@testable import Safetensors

/// Files that others wrote.
@Suite struct ReferenceFileTests {
  private static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"]

  @Test(
    .enabled(if: folder != nil, "set LLAMERO_REFERENCE"),
    arguments: [("stories260K", [512, 64]), ("base-5m", [4096, 256])])
  func modelOfTransformersIsRead(name: String, shape: [Int]) throws {
    let models = URL(filePath: try #require(Self.folder)).appending(path: "models")
    let file = try SafetensorsFolder(contentsOf: models.appending(path: name))
    #expect(try file.shape(of: "model.embed_tokens.weight") == shape)
    let values = try file.floats("model.embed_tokens.weight")
    #expect(values.count == shape[0] * shape[1])
    #expect(values.allSatisfy { $0.isFinite } && values.contains { $0 != 0 })
  }
}
