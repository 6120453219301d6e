import CPUBackend
import TensorTestSupport
import Tensors
import Testing

/// Five AdamW steps follow PyTorch: losses, gradient norms and the weights they end with.
@Suite struct TrainingTests {
  @Test(arguments: Fixtures.fineTunings, InstructionSet.allTested)
  func fineTuningFollowsPyTorch(name: String, set: InstructionSet) throws {
    let fixture = try Fixtures.training(name, FineTuningRow.self)
    let run = try TrainingRun(fixture, on: CPUBackend(threads: 2, atMost: set))
    expect(run, follows: fixture)
  }

  @Test(arguments: InstructionSet.allTested)
  func rewardTrainingFollowsPyTorch(set: InstructionSet) throws {
    let fixture = try Fixtures.training(Fixtures.rewardTraining, RewardRow.self)
    let run = try TrainingRun(fixture, on: CPUBackend(threads: 2, atMost: set))
    expect(run, follows: fixture)
  }

  /// The rows are repeated so that products are cut into several tasks.
  @Test(arguments: Fixtures.fineTunings, [1, 64])
  func fineTuningHasTheSameBitsOnOneThreadAndTwo(name: String, times: Int) throws {
    let fixture = try Fixtures.training(name, FineTuningRow.self).repeated(times)
    let run = try TrainingRun(fixture, on: CPUBackend(threads: 1, atMost: .tested))
    expect(run, equals: try TrainingRun(fixture, on: CPUBackend(threads: 2, atMost: .tested)))
    expect(run, follows: fixture)
  }

  @Test(arguments: [1, 64])
  func rewardTrainingHasTheSameBitsOnOneThreadAndTwo(times: Int) throws {
    let fixture = try Fixtures.training(Fixtures.rewardTraining, RewardRow.self).repeated(times)
    let run = try TrainingRun(fixture, on: CPUBackend(threads: 1, atMost: .tested))
    expect(run, equals: try TrainingRun(fixture, on: CPUBackend(threads: 2, atMost: .tested)))
    expect(run, follows: fixture)
  }

  /// Eight significant bits move a loss by a few thousandths.
  @Test(
    .enabled(if: CPUBackend(threads: 1, atMost: .tested).supports(.bfloat16)),
    arguments: Fixtures.fineTunings)
  func roundedProductsStayNearPyTorch(name: String) throws {
    let fixture = try Fixtures.training(name, FineTuningRow.self)
    let backend = CPUBackend(threads: 2, atMost: .tested)
    let run = try backend.computing(in: .bfloat16) { try TrainingRun(fixture, on: backend) }
    #expect(relative(run.losses, fixture.steps.map(\.loss)) <= 1e-2)
    #expect(relative(run.gradientNorms, fixture.steps.map(\.gradientNorm)) <= 3e-2)
  }

  @Test func oneFixtureClipsSomeStepsAndNotOthers() throws {
    let fixture = try Fixtures.training("fine-tuning-untied", FineTuningRow.self)
    let isClipped = Set(fixture.steps.map { $0.gradientNorm > fixture.optimizer.clip })
    #expect(isClipped == [true, false])
  }

  private func expect<Row>(_ run: TrainingRun, follows fixture: TrainingFixture<Row>) {
    #expect(run.losses.count == 5)
    #expect(relative(run.losses, fixture.steps.map(\.loss)) <= 1e-4)
    #expect(relative(run.gradientNorms, fixture.steps.map(\.gradientNorm)) <= 1e-4)
    #expect(Set(run.firstGradientNorms.keys) == Set(fixture.firstGradientNorms.keys))
    for (name, golden) in fixture.firstGradientNorms {
      let own = run.firstGradientNorms[name] ?? .nan
      #expect(relative([own], [golden]) <= 1e-4, "gradient of \(name)")
    }
    #expect(Set(run.finalWeights.keys) == Set(fixture.finalWeights.keys))
    for (name, golden) in fixture.finalWeights {
      let weights = (run.finalWeights[name] ?? []).map(Double.init)
      let squares = weights.reduce(0) { $0 + $1 * $1 }
      #expect(abs(weights.reduce(0, +) - golden.sum) <= 1e-4, "sum of \(name)")
      #expect(relative([squares], [golden.squares]) <= 1e-5, "squares of \(name)")
    }
  }

  private func expect(_ run: TrainingRun, equals other: TrainingRun) {
    #expect(run.losses.map(\.bitPattern) == other.losses.map(\.bitPattern))
    #expect(run.gradientNorms.map(\.bitPattern) == other.gradientNorms.map(\.bitPattern))
    #expect(
      run.finalWeights.mapValues { $0.map(\.bitPattern) }
        == other.finalWeights.mapValues { $0.map(\.bitPattern) })
  }

  /// Returns the largest relative difference, infinite where two lists cannot be compared.
  private func relative(_ own: [Double], _ golden: [Double]) -> Double {
    guard own.count == golden.count else { return .infinity }
    let differences = zip(own, golden).map { abs($0 - $1) / abs($1) }
    return differences.contains { !$0.isFinite } ? .infinity : differences.max() ?? 0
  }
}
