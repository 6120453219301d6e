import Artifacts
import Corpora
import Foundation
import Pipelines
import Stages
import Testing
import Tokenization
import Training

/// When PPO ends, and which policy it leaves.
struct PPOStopTests {
  private let toy: ToyPPO

  /// A policy that says one of three tokens, of which the reward models like one.
  init() throws {
    let tokenizer = try ToyFiles.tokenizer()
    let arms = ["e", "a", "o"].compactMap { tokenizer.encode($0).last }
    var toy = try ToyPPO(prompts: ToyRows.prompts(32, safety: { _ in false }))
    toy.inputs["model"] = [
      try toy.bench.artifact("model") {
        let liking = Dictionary(arms.map { ($0, Float(12)) }, uniquingKeysWith: { $1 })
        try ToyFiles.writePolicy(to: $0, liking: liking)
      }
    ]
    toy.inputs["helpfulness"] = [
      try toy.bench.artifact {
        let values = Dictionary(zip(arms, [Float(-2), 2, -2]), uniquingKeysWith: { $1 })
        try ToyFiles.writeReward(to: $0, seed: 5, values: values)
      }
    ]
    toy.inputs["safety"] = toy.inputs["helpfulness"]
    let heldOut = ToyRows.prompts(56, safety: { _ in false }).suffix(24)
    toy.inputs["heldOutPrompts"] = [try toy.bench.artifact("prompts", rows: Array(heldOut))]
    self.toy = toy
  }

  private func run(_ change: (inout PPOConfiguration) -> Void) throws -> ToyRun {
    try toy.bench.run(PPO(backend: ToyFiles.backend), ToyPPO.bandit(change), toy.inputs)
  }

  private func weights(_ slot: String) throws -> Data {
    try Data(contentsOf: #require(toy.files(slot)["model.safetensors"]))
  }

  @Test func policyOfTheBestEvaluationIsPublishedAfterACollapse() throws {
    // β is so large that the criterion falls once the policy has left its start.
    func change(_ configuration: inout PPOConfiguration) {
      configuration.iterations = 30
      configuration.whitening = .none
      configuration.klCoefficient = 2
      configuration.optimizer.learningRate = 0.03
      configuration.patience = 6
      configuration.klBound = 1000
    }
    let result = try run(change)
    let criteria = result.values("heldOut/criterion")
    let best = try #require(criteria.indices.max { criteria[$0] < criteria[$1] })
    try #require(best > 0 && best < criteria.count - 1, "\(criteria)")
    #expect(result.values("policy/published") == [Double(best)])
    #expect(result.values("heldOut/best").last == criteria[best])
    let untilThen = try run {
      change(&$0)
      $0.iterations = best
      $0.evaluationPrompts = 0
    }
    #expect(try result.weights() == untilThen.weights())
    #expect(result.prose("Summary").contains("iteration \(best) is published"))
  }

  @Test func evaluationsWithoutImprovementStopTheRunAndItFinishes() throws {
    let result = try run {
      $0.iterations = 40
      $0.optimizer.learningRate = 0
      $0.evaluationInterval = 2
      $0.patience = 3
    }
    #expect(result.values("heldOut/criterion").count == 4)
    #expect(result.values("reward/selected").count == 6)
    #expect(result.values("policy/published") == [0])
    #expect(try result.weights() == weights("model"))
    #expect(
      result.prose("Summary").hasPrefix(
        "PPO stopped at iteration 6: 3 evaluations in a row without improvement; no evaluation was "
          + "better than that of the initial policy, which is published"))
  }

  @Test func divergenceBeyondTheBoundEndsTheRunWithTheBestPolicy() throws {
    let result = try run {
      $0.iterations = 40
      $0.klCoefficient = 0
      $0.klBound = 0.5
      $0.optimizer.learningRate = 0.01
    }
    let published = try #require(result.values("policy/published").first)
    #expect(result.values("heldOut/criterion").count < 40)
    #expect(result.prose("Summary").contains(": divergence: a response was "))
    #expect(result.prose("Summary").contains("above klBound 0.5"))
    let divergence = result.values("heldOut/k3")
    #expect(try #require(divergence.last) > 0.5)
    #expect(divergence[Int(published)] <= 0.5)
  }

  @Test func divergenceWithoutHeldOutPromptsHasNothingToPublish() throws {
    #expect {
      _ = try run {
        $0.iterations = 40
        $0.klCoefficient = 0
        $0.klBound = 0.5
        $0.evaluationPrompts = 0
        $0.optimizer.learningRate = 0.01
      }
    } throws: {
      "\($0)".hasPrefix("PPO stopped at iteration ")
        && "\($0)".contains("no earlier policy was kept, since no prompts are held out")
    }
  }

  @Test func answersWithoutAnEndStopTheRun() throws {
    #expect {
      _ = try run { $0.missingEOSBound = 0.2 }
    } throws: {
      "\($0)"
        == "PPO stopped before the policy changed: the share of truncated responses was 100.0 "
        + "%, above missingEOSBound 0.2; raise maximumNewTokens, or train the policy longer to end "
        + "its responses, or raise missingEOSBound."
    }
  }

  @Test func aNumberThatIsNotOneIsWithinNoBound() {
    let configuration = PPOConfiguration.standard
    func stop(
      score: Double = 1, k1: Double = 1, k3: Double = 1, missingEnds: Double = 0
    ) -> PPOStop? {
      PPOStop(AnswerMeans(score: score, k1: k1, k3: k3, missingEnds: missingEnds), configuration)
    }
    #expect(stop() == nil)
    #expect(stop(score: .nan) == .notFinite("a score"))
    #expect(stop(score: .infinity) == .notFinite("a score"))
    #expect(stop(k1: .nan) == .notFinite("a log-probability"))
    #expect(stop(k3: .nan) == .notFinite("a log-probability"))
    #expect(stop(k3: .infinity) == .divergence(nats: .infinity, bound: 30))
    #expect(stop(k3: 30.1) == .divergence(nats: 30.1, bound: 30))
    #expect(stop(missingEnds: 0.21) == .missingEnds(share: 0.21, bound: 0.2))
    #expect(stop(missingEnds: .nan) != nil)
  }

  @Test func withoutHeldOutPromptsATenthIsHeldOut() throws {
    var toy = toy
    toy.inputs["heldOutPrompts"] = nil
    let result = try toy.bench.run(
      PPO(backend: ToyFiles.backend),
      ToyPPO.bandit {
        $0.iterations = 2
        $0.batchSize = 29
        $0.minibatchSize = 29
      }, toy.inputs)
    let rows = try result.table("Rows")
    #expect(rows.contains([.text("prompts"), .text("used"), .number(29, digits: 0)]))
    #expect(rows.contains([.text("held-out prompts"), .text("used"), .number(3, digits: 0)]))
    #expect(result.values("heldOut/criterion").count == 3)
  }

  @Test func heldOutPromptsBeyondTheirNumberAreDrawnAndCounted() throws {
    let result = try run {
      $0.iterations = 1
      $0.evaluationPrompts = 10
    }
    let rows = try result.table("Rows").filter { $0[0] == .text("held-out prompts") }
    #expect(
      rows.map { $0.dropFirst() } == [
        [.text("read"), .number(24, digits: 0)], [.text("used"), .number(10, digits: 0)],
        [
          .text("dropped: beyond the number of evaluationPrompts"), .number(14, digits: 0),
        ],
      ])
  }

  @Test func criticWarmUpIsNoLackOfImprovement() throws {
    let result = try run {
      $0.iterations = 6
      $0.criticWarmup = 4
      $0.patience = 2
    }
    #expect(result.values("reward/selected").count == 6)
    #expect(result.values("heldOut/criterion").count == 3)
  }
}
