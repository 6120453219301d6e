import CPUBackend
import TensorTestSupport
import Tensors
import Testing

/// AdamW equals the reference, and one call for many parameters gives the bits of a call for each.
@Suite struct OptimizerContractTests {
  static let sets = InstructionSet.allTested
  let reference = ReferenceBackend()
  let cpu = CPUBackend(threads: 2, atMost: .tested)
  /// Some are one task, some are several.
  static let counts = [1, 7, 33, 12_345, 200_000]

  @Test func sumsOfSquaresAreThoseOfEachTensorAlone() {
    let tensors = Self.counts.map { randomTensor([$0], seed: UInt64($0), on: cpu) }
    let sums = cpu.sumsOfSquares(tensors)
    #expect(sums == tensors.map { cpu.sumOfSquares($0) })
    let expected = ReferenceBackend().sumsOfSquares(
      tensors.map { ReferenceBackend().tensor($0.scalars(), shape: $0.shape) })
    #expect(zip(sums, expected).allSatisfy { abs($0 - $1) < 1e-9 * $1 })
    #expect(cpu.sumsOfSquares([]).isEmpty)
  }

  @Test(arguments: Precision.allCases)
  func stepsAreThoseOfEachParameterAlone(precision: Precision) {
    func updates() -> [AdamWUpdate] {
      Self.counts.map { count in
        let parameter = randomTensor([count], seed: 1, on: cpu)
        let step = AdamWStep(
          AdamW(), learningRate: 0.1, step: 3, decays: count > 7, scale: Double(count) / 1e5)
        return AdamWUpdate(
          parameter, gradient: randomTensor([count], seed: 2, on: cpu),
          moments: AdamWMoments(of: parameter, as: precision), step: step)
      }
    }
    func bits(_ updates: [AdamWUpdate]) -> [[UInt32]] {
      updates.flatMap { [$0.parameter, $0.moments.first, $0.moments.second] }
        .map { $0.scalars().map(\.bitPattern) }
    }
    let (together, alone) = (updates(), updates())
    cpu.adamW(together)
    for update in alone { cpu.adamW([update]) }
    #expect(bits(together) == bits(alone))
  }

  @Test(arguments: sets, Precision.allCases)
  func adamWEqualsTheReference(set: InstructionSet, precision: Precision) {
    let cpu = CPUBackend(threads: 2, atMost: set)
    let move = { (tensor: Tensor) in cpu.tensor(tensor.scalars(), shape: tensor.shape) }
    let parameter = randomTensor([257], seed: 0, on: reference)
    let gradients = (1..<4).map { randomTensor([257], seed: $0, on: reference) }
    let own = move(parameter)
    let expected = AdamWMoments(of: parameter, as: precision)
    let moments = AdamWMoments(of: own, as: precision)
    for (index, gradient) in gradients.enumerated() {
      let step = AdamWStep(AdamW(), learningRate: 0.1, step: index + 1, decays: true, scale: 0.5)
      reference.adamW([
        AdamWUpdate(parameter, gradient: gradient, moments: expected, step: step)
      ])
      cpu.adamW([AdamWUpdate(own, gradient: move(gradient), moments: moments, step: step)])
    }
    // A moment may be rounded to the other side, 2^-8 away.
    let tolerance: Float = precision == .float32 ? 1e-5 : 4e-3
    #expect(distance(own, parameter) < tolerance)
    for moment in [\AdamWMoments.first, \AdamWMoments.second] {
      let pairs = zip(moments[keyPath: moment].scalars(), expected[keyPath: moment].scalars())
      #expect(pairs.allSatisfy { abs($0 - $1) <= tolerance * max(abs($1), 1) })
    }
  }

  @Test(arguments: sets)
  func storedMomentsAreTheNearestOnes(set: InstructionSet) {
    let cpu = CPUBackend(threads: 2, atMost: set)
    var settings = AdamW()
    (settings.beta1, settings.beta2) = (0, 0)
    // An odd count that several tasks share.
    let gradient = randomTensor([12_345], seed: 5, on: cpu)
    let parameter = cpu.zeros([12_345])
    let moments = AdamWMoments(of: parameter, as: .bfloat16)
    let step = AdamWStep(settings, learningRate: 0.1, step: 1, decays: false, scale: 1)
    cpu.adamW([AdamWUpdate(parameter, gradient: gradient, moments: moments, step: step)])
    let values = gradient.scalars()
    #expect(moments.first.scalars() == values.map { Brain.float(Brain.bits($0)) })
    #expect(moments.second.scalars() == values.map { Brain.float(Brain.bits($0 * $0)) })
  }
}
