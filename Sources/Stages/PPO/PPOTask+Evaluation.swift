import Layers
import Objectives
import Tensors
package import Training

/// Evaluations on held-out prompts, which select the published policy and stop the training.
extension PPOTask {
  package func evaluate(after done: Int) throws -> [Metric] {
    guard isEvaluated(after: done) else { return [] }
    let episodes = try engine.models.policy.model.backend.computing(in: configuration.precision) {
      try engine.evaluation(of: prompts.heldOut)
    }
    let measures = HeldOutMeasures(episodes: episodes, task: self)
    stop = PPOStop(episodes.means, configuration)
    guard stop == nil, let criterion = measures.criterion else { return measures.metrics }
    if state.evaluations.add(criterion, after: done) { try keptWeights?.keep() }
    let stopping = state.evaluations.stopping
    if stopping.isExhausted, done < totalSteps {
      stop = .noImprovement(evaluations: stopping.withoutImprovement)
    }
    return measures.metrics + [
      Metric("heldOut/criterion", criterion.value),
      Metric("heldOut/best", stopping.best?.value ?? .nan),
    ]
  }

  /// Whether an evaluation is due: at the start and, once the policy is updated, at every interval.
  private func isEvaluated(after done: Int) -> Bool {
    guard !prompts.heldOut.isEmpty, done > 0 else { return !prompts.heldOut.isEmpty }
    return done > update.warmup
      && (done % configuration.evaluationInterval == 0 || done == totalSteps)
  }
}
