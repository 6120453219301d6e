import Objectives
import Testing

struct AnswerCrossEntropyTests {
  let logProbabilities: [Float] = [-9, -1, -0.5, -9, -2.25]
  let weights: [Float] = [0, 1, 1, 0, 1]

  @Test func lossIsTheMeanOverAnswerPositions() {
    let loss = AnswerCrossEntropy.value(logProbabilities: logProbabilities, weights: weights)
    // (1 + 0.5 + 2.25) / 3 = 3.75 / 3
    #expect(loss.value == 1.25)
    #expect(near(loss.gradient, [0, -1.0 / 3, -1.0 / 3, 0, -1.0 / 3]))
  }

  @Test func gradientEqualsFiniteDifferences() {
    let weights: [Float] = [0, 1, 0.5, 0, 2]
    let loss = AnswerCrossEntropy.value(logProbabilities: logProbabilities, weights: weights)
    let error = FiniteDifference.error(of: loss.gradient, at: logProbabilities) {
      AnswerCrossEntropy.value(logProbabilities: $0, weights: weights).value
    }
    #expect(error < 1e-6)
  }

  @Test func partsOfABatchAddUpToTheBatch() {
    // Rows of different lengths: 1 answer token and 2, so a mean of means would be wrong.
    let whole = AnswerCrossEntropy.value(logProbabilities: logProbabilities, weights: weights)
    let parts = [0..<2, 2..<5].map { range in
      AnswerCrossEntropy.value(
        logProbabilities: Array(logProbabilities[range]), weights: Array(weights[range]),
        totalWeight: 3)
    }
    #expect(near(parts[0].value + parts[1].value, whole.value, 1e-12))
    #expect(parts[0].gradient + parts[1].gradient == whole.gradient)
  }

  @Test func contentOfPromptPositionsDoesNotMatter() {
    var changed = logProbabilities
    changed[0] = .nan
    changed[3] = -.infinity
    #expect(
      AnswerCrossEntropy.value(logProbabilities: changed, weights: weights)
        == AnswerCrossEntropy.value(logProbabilities: logProbabilities, weights: weights))
  }
}
