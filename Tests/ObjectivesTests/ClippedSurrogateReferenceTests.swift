import Foundation
import Objectives
import Testing

/// Losses and gradients that PyTorch computed in double precision for another project.
@Suite(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
struct ClippedSurrogateReferenceTests {
  struct File: Decodable {
    let baseInputs: Inputs
    let cases: [Case]
  }

  /// Tensors [B, T]; the new log-probabilities are [B, T − 1], those of the tokens from the second.
  struct Inputs: Decodable {
    let tokenMask: [[Int]]
    let advantages: [[Float]]
    let prevLogprobs: [[Float]]
    let nextTokenLogprobs: [[Float]]
  }

  struct Case: Decodable {
    let name: String
    let expected: Expected
  }

  struct Expected: Decodable {
    let loss: Double
    let gradients: [String: [[Double]]]
    let metrics: [String: Double]?
  }

  let file: File

  init() throws {
    let folder = try #require(Reference.folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    file = try decoder.decode(
      File.self,
      from: Data(contentsOf: folder.appending(path: "objectives/clipped-surrogate.json")))
  }

  @Test(arguments: ["ppo_token", "force_on_policy"])
  func lossGradientAndRatiosEqualPyTorch(name: String) throws {
    let expected = try #require(file.cases.first { $0.name == name }).expected
    let value = ClippedSurrogate().value(of: tokens(onPolicy: name == "force_on_policy"))
    // The inputs are rounded to single precision and PyTorch divides by count + 1e-8.
    #expect(near(value.loss.value, expected.loss, 1e-7))
    let gradient = try #require(expected.gradients["next_token_logprobs"]).flatMap(\.self)
    #expect(near(value.loss.gradient, gradient, 1e-7))
    guard let metrics = expected.metrics else { return }
    #expect(near(value.health.meanRatio, metrics["probs_ratio"] ?? 0, 1e-7))
    #expect(near(value.health.smallestRatio, metrics["probs_ratio_min"] ?? 0, 1e-6))
    #expect(near(value.health.largestRatio, metrics["probs_ratio_max"] ?? 0, 1e-6))
  }

  /// Returns the five tokens that count, everything but the new log-probabilities shifted by one.
  private func tokens(onPolicy: Bool) -> PolicyTokens {
    let inputs = file.baseInputs
    let updated = inputs.nextTokenLogprobs.flatMap(\.self)
    return PolicyTokens(
      updated: updated,
      old: onPolicy ? updated : inputs.prevLogprobs.flatMap { $0.dropFirst() },
      advantages: inputs.advantages.flatMap { $0.dropFirst() },
      mask: TokenMask(inputs.tokenMask.flatMap { $0.dropFirst() }.map { $0 == 1 }))
  }
}
