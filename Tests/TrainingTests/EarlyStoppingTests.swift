import Testing
import Training

struct EarlyStoppingTests {
  /// Takes values after steps 0, 10, 20 … and returns the step at which patience ends.
  private func run(_ values: [Double], patience: Int) -> (stopping: EarlyStopping, end: Int?) {
    var stopping = EarlyStopping(patience: patience)
    for (index, value) in values.enumerated() {
      _ = stopping.add(value, after: 10 * index)
      if stopping.isExhausted { return (stopping, 10 * index) }
    }
    return (stopping, nil)
  }

  @Test func risingValuesGoOnAndTheLastIsTheBest() {
    let (stopping, end) = run([1, 2, 3, 4, 5, 6, 7], patience: 2)
    #expect(end == nil)
    #expect(stopping.best == EarlyStopping.Evaluation(step: 60, value: 7))
  }

  @Test func fallingValuesStopWhenPatienceEnds() {
    let (stopping, end) = run([1, 2, 5, 4, 4.5, 4.9, 9], patience: 3)
    #expect(end == 50)
    #expect(stopping.best == EarlyStopping.Evaluation(step: 20, value: 5))
    #expect(stopping.evaluations == 6)
  }

  @Test func aNewBestBeginsThePatienceAnew() {
    let (stopping, end) = run([1, 0, 0, 2, 0, 0, 3, 0, 0, 0], patience: 3)
    #expect(end == 90)
    #expect(stopping.best == EarlyStopping.Evaluation(step: 60, value: 3))
  }

  @Test func anEqualValueIsNoImprovement() {
    let (stopping, end) = run([1, 1, 1], patience: 2)
    #expect(end == 20)
    #expect(stopping.best?.step == 0)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aValueThatIsNoFiniteNumberIsNeverTheBest(odd: Double) {
    let (stopping, end) = run([odd, 1, odd, odd], patience: 2)
    #expect(end == 30)
    #expect(stopping.best == EarlyStopping.Evaluation(step: 10, value: 1))
    #expect(run([odd, odd], patience: 9).stopping.best == nil)
  }

  @Test func aNegativeValueCanBeTheBest() {
    let best = run([-3, -2, -4], patience: 5).stopping.best
    #expect(best == EarlyStopping.Evaluation(step: 10, value: -2))
  }
}
