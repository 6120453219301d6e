import TensorTestSupport
import Tensors
import Testing

@testable import CPUBackend

/// Weights held in any format are read as the numbers that they stand for.
@Suite struct StoredWeightTests {
  static let cases = InstructionSet.allTested.flatMap { set in
    StorageFormat.allCases.map { (set, $0) }
  }
  let reference = ReferenceBackend()

  /// The same stored bytes on both backends.
  private func weights(
    _ cpu: CPUBackend, _ format: StorageFormat, _ shape: [Int]
  ) -> (own: Tensor, expected: Tensor) {
    let expected = reference.tensor(
      randomTensor(shape, seed: 2, on: reference).scalars(), shape: shape, as: format)
    let own = cpu.empty(shape, as: format)
    cpu.writeBytes(reference.readBytes(expected), to: own)
    return (own, expected)
  }

  @Test(arguments: cases)
  func numbersAreThoseOfTheReference(set: InstructionSet, format: StorageFormat) {
    let cpu = CPUBackend(threads: 2, atMost: set)
    let (own, expected) = weights(cpu, format, [70, 96])
    #expect(own.scalars() == expected.scalars())
    #expect(cpu.readBytes(own) == reference.readBytes(expected))
    let encoded = cpu.tensor(expected.scalars(), shape: [70, 96], as: format)
    let copied = cpu.empty([70, 96], as: format)
    cpu.copy(own, to: copied)
    #expect(encoded.scalars() == expected.scalars() && copied.scalars() == expected.scalars())
    let rows = cpu.gatherRows(own, Indices([69, 0, 69]))
    #expect(rows.scalars() == reference.gatherRows(expected, Indices([69, 0, 69])).scalars())
    cpu.fill(copied, with: 0)
    #expect(copied.scalars().allSatisfy { $0 == 0 })
  }

  @Test func everyHalfIsReadAsTheNumberItIs() {
    let bits = (0...UInt16.max).filter { !Float16(bitPattern: $0).isNaN }
    let bytes = bits.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    for set in InstructionSet.allTested {
      let cpu = CPUBackend(threads: 1, atMost: set)
      let tensor = cpu.empty([bits.count], as: .float16)
      cpu.writeBytes(bytes, to: tensor)
      let read = tensor.scalars().map(\.bitPattern)
      #expect(read == bits.map { Float(Float16(bitPattern: $0)).bitPattern })
    }
  }

  /// One row is decoded strip by strip, many share one copy.
  @Test(arguments: cases, [1, 3, 40, 600])
  func productsAreThoseOfTheNumbersHeld(case: (InstructionSet, StorageFormat), rows: Int) {
    let cpu = CPUBackend(threads: 2, atMost: `case`.0)
    let (own, expected) = weights(cpu, `case`.1, [300, 96])
    let x = randomTensor([rows, 96], seed: 1, on: reference)
    let dy = randomTensor([rows, 300], seed: 3, on: reference)
    let move = { (tensor: Tensor) in cpu.tensor(tensor.scalars(), shape: tensor.shape) }
    let y = reference.product(x.matrix, expected.transposed)
    let dx = reference.product(dy.matrix, expected.matrix)
    #expect(distance(cpu.product(move(x).matrix, own.transposed), y) < 1e-3)
    #expect(distance(cpu.product(move(dy).matrix, own.matrix), dx) < 1e-3)
    guard cpu.hasOwnProducts else { return }
    let plain = cpu.product(move(x).matrix, move(expected).transposed)
    #expect(cpu.product(move(x).matrix, own.transposed).scalars() == plain.scalars())
    let held = cpu.holdingWeights { cpu.product(move(x).matrix, own.transposed).scalars() }
    #expect(held == plain.scalars())
  }

  @Test(arguments: cases)
  func theHeadReadsAnyOutputMatrix(set: InstructionSet, format: StorageFormat) {
    let cpu = CPUBackend(threads: 2, atMost: set)
    let (own, expected) = weights(cpu, format, [1100, 32])
    let hidden = randomTensor([9, 32], seed: 4, on: cpu)
    let targets = (0..<9).map { Int32($0 * 120) }
    let dense = cpu.tensor(expected.scalars(), shape: expected.shape)
    let results = [own, dense].map { weight in
      let input = HeadInput(hidden: hidden, weight: weight, targets: targets)
      let output = cpu.tokenLogProbabilities(input, precedesPullback: true)
      let dy = cpu.tensor([Float](repeating: 1, count: 9), shape: [9])
      let dx = cpu.tokenLogProbabilitiesPullback(dy, input, output: output, weightGradient: nil)
      return [output.logProbabilities, output.entropy, dx].map { $0.scalars() }
    }
    #expect(results[0] == results[1])
  }
}
