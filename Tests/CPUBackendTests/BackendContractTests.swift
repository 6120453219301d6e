import CPUBackend
import Randomness
import TensorTestSupport
import Tensors
import Testing

/// Every kernel on every instruction set equals the reference backend, at odd sizes.
@Suite struct BackendContractTests {
  static let sets = InstructionSet.allTested
  static let sizes = [1, 7, 31, 33, 257]
  let reference = ReferenceBackend()

  private func both(
    _ set: InstructionSet, threads: Int = 2
  ) -> (CPUBackend, (Tensor) -> Tensor) {
    let cpu = CPUBackend(threads: threads, atMost: set)
    return (cpu, { cpu.tensor($0.scalars(), shape: $0.shape) })
  }

  @Test(arguments: sets, sizes)
  func productsEqualTheReference(set: InstructionSet, size: Int) {
    let (cpu, move) = both(set)
    let a = randomTensor([size, 33], seed: 1, on: reference)
    let b = randomTensor([33, 65], seed: 2, on: reference)
    let sum = randomTensor([size, 65], seed: 3, on: reference)
    let moved = move(sum)
    #expect(
      distance(cpu.product(move(a).matrix, move(b).matrix), reference.product(a.matrix, b.matrix))
        < 1e-4)
    reference.multiply(a.matrix, b.matrix, into: sum, adding: true)
    cpu.multiply(move(a).matrix, move(b).matrix, into: moved, adding: true)
    #expect(distance(moved, sum) < 1e-4)
    let gram = reference.product(a.transposed, a.matrix)
    #expect(distance(cpu.product(move(a).transposed, move(a).matrix), gram) < 1e-3)
    let outer = reference.product(a.matrix, a.transposed)
    #expect(distance(cpu.product(move(a).matrix, move(a).transposed), outer) < 1e-3)
  }

  @Test(arguments: sets, sizes)
  func rmsNormEqualsTheReference(set: InstructionSet, size: Int) {
    let (cpu, move) = both(set)
    let x = randomTensor([size, 33], seed: 1, on: reference)
    let w = randomTensor([33], seed: 2, on: reference)
    let dy = randomTensor([size, 33], seed: 3, on: reference)
    let expected = reference.rmsNorm(x, weight: w, epsilon: 1e-5)
    let actual = cpu.rmsNorm(move(x), weight: move(w), epsilon: 1e-5)
    #expect(distance(actual.y, expected.y) < 1e-5)
    let sums = (reference.zeros([33]), cpu.zeros([33]))
    let dx = reference.rmsNormPullback(
      dy, x: x, weight: w, inverse: expected.inverse, weightGradient: sums.0)
    let moved = cpu.rmsNormPullback(
      move(dy), x: move(x), weight: move(w), inverse: actual.inverse, weightGradient: sums.1)
    #expect(distance(moved, dx) < 1e-4)
    #expect(distance(sums.1, sums.0) < 1e-3)
  }

  @Test(arguments: sets, sizes)
  func rotationAndSwiGLUEqualTheReference(set: InstructionSet, size: Int) {
    let (cpu, move) = both(set)
    let x = randomTensor([size, 36], seed: 1, on: reference)
    let up = randomTensor([size, 36], seed: 2, on: reference)
    let positions = Indices((0..<size).map { Int32(($0 * 7) % 64) })
    let tables = (
      plainRotaryTable(positions: 64, headDimension: 12, on: reference),
      plainRotaryTable(positions: 64, headDimension: 12, on: cpu)
    )
    for inverse in [false, true] {
      let expected = reference.rotate(x, positions: positions, table: tables.0, inverse: inverse)
      let actual = cpu.rotate(move(x), positions: positions, table: tables.1, inverse: inverse)
      #expect(distance(actual, expected) < 1e-5)
    }
    let y = reference.swiGLU(gate: x, up: up)
    #expect(distance(cpu.swiGLU(gate: move(x), up: move(up)), y) < 1e-5)
    let expected = reference.swiGLUPullback(y, gate: x, up: up)
    let actual = cpu.swiGLUPullback(move(y), gate: move(x), up: move(up))
    #expect(distance(actual.gate, expected.gate) < 1e-4)
    #expect(distance(actual.up, expected.up) < 1e-4)
  }

  @Test(arguments: sets, sizes)
  func attentionEqualsTheReference(set: InstructionSet, size: Int) {
    let (cpu, move) = both(set)
    let rows = size + 9
    let tensors = (0..<4).map { index in
      randomTensor([rows, index == 0 || index == 3 ? 28 : 14], seed: UInt64(index), on: reference)
    }
    let shared = 0..<(size + 1) / 2
    let spans = AttentionSpans([
      AttentionSpan(queryStart: 0, queryCount: size, keyStart: 0, keyCount: size),
      AttentionSpan(queryStart: size, queryCount: 5, keyStart: size, keyCount: 5),
      AttentionSpan(
        queryStart: size + 5, queryCount: 3, keyStart: size + 5, keyCount: 3, prefix: shared),
      AttentionSpan(
        queryStart: size + 8, queryCount: 1, keyStart: size + 8, keyCount: 1, prefix: shared),
    ])
    let input = AttentionInput(
      query: tensors[0], key: tensors[1], value: tensors[2], headDimension: 7, spans: spans)
    let moved = AttentionInput(
      query: move(tensors[0]), key: move(tensors[1]), value: move(tensors[2]), headDimension: 7,
      spans: spans
    )
    let (expected, actual) = (reference.attention(input), cpu.attention(moved))
    #expect(distance(actual.output, expected.output) < 1e-4)
    let gradients = reference.attentionPullback(
      tensors[3], input, output: expected.output, logSum: expected.logSum)
    let own = cpu.attentionPullback(
      move(tensors[3]), moved, output: actual.output, logSum: actual.logSum)
    #expect(distance(own.query, gradients.query) < 1e-4)
    #expect(distance(own.key, gradients.key) < 1e-4)
    #expect(distance(own.value, gradients.value) < 1e-4)
  }

  @Test(arguments: sets)
  func attentionOverACacheEqualsTheReference(set: InstructionSet) {
    let (cpu, move) = both(set)
    let query = randomTensor([4, 16], seed: 1, on: reference)
    let key = randomTensor([80, 8], seed: 2, on: reference)
    let value = randomTensor([80, 8], seed: 3, on: reference)
    let spans = AttentionSpans([
      AttentionSpan(queryStart: 0, queryCount: 1, keyStart: 3, keyCount: 31),
      AttentionSpan(queryStart: 1, queryCount: 3, keyStart: 40, keyCount: 33),
    ])
    let expected = reference.attention(
      AttentionInput(query: query, key: key, value: value, headDimension: 8, spans: spans))
    let actual = cpu.attention(
      AttentionInput(
        query: move(query), key: move(key), value: move(value), headDimension: 8, spans: spans))
    #expect(distance(actual.output, expected.output) < 1e-5)
  }

  /// 300 rows and 2,051 columns are several blocks of each, and several parts of the vocabulary.
  @Test(arguments: sets, [(1, 61), (7, 61), (31, 61), (33, 61), (257, 61), (300, 2051)])
  func headEqualsTheReference(set: InstructionSet, size: (rows: Int, vocabulary: Int)) {
    let (cpu, move) = both(set)
    let hidden = randomTensor([size.rows, 9], seed: 1, on: reference)
    let weight = randomTensor([size.vocabulary, 9], seed: 2, on: reference)
    let dy = randomTensor([size.rows], seed: 3, on: reference)
    let targets = (0..<size.rows).map { Int32(($0 * 13) % size.vocabulary) }
    let input = HeadInput(hidden: hidden, weight: weight, targets: targets, temperature: 0.7)
    let moved = HeadInput(
      hidden: move(hidden), weight: move(weight), targets: targets, temperature: 0.7)
    let expected = reference.tokenLogProbabilities(input, precedesPullback: true)
    let sum = reference.zeros(weight.shape)
    let dx = reference.tokenLogProbabilitiesPullback(
      dy, input, output: expected, weightGradient: sum)
    let results = [true, false].map { keeps in
      let actual = cpu.tokenLogProbabilities(moved, precedesPullback: keeps)
      #expect((actual.logits != nil) == keeps)
      #expect(distance(actual.logProbabilities, expected.logProbabilities) < 1e-4)
      #expect(distance(actual.entropy, expected.entropy) < 1e-4)
      let own = cpu.zeros(weight.shape)
      let gradient = cpu.tokenLogProbabilitiesPullback(
        move(dy), moved, output: actual, weightGradient: own)
      #expect(distance(gradient, dx) < 1e-4)
      #expect(distance(own, sum) < 1e-3)
      return (gradient.scalars(), own.scalars())
    }
    #expect(
      results[0].0 == results[1].0 && results[0].1 == results[1].1, "the same bits either way")
  }

  @Test(arguments: sets)
  func drawsEqualTheReference(set: InstructionSet) {
    let (cpu, move) = both(set)
    let logits = randomTensor([200, 33], seed: 4, scale: 2, on: reference)
    var random = Random(3, stream: "draws")
    let draws = (0..<200).map { row in
      TokenDraw(
        temperature: [0, 0.5, 1, 1.3][row % 4], topK: row % 3 == 0 ? 5 : 0,
        topP: row % 5 == 0 ? 0.7 : 1, uniform: random.uniform())
    }
    let expected = reference.sample(logits, draws)
    let actual = cpu.sample(move(logits), draws)
    #expect(zip(actual, expected).filter { $0.token != $1.token }.count <= 1)
    for (own, other) in zip(actual, expected) where own.token == other.token {
      #expect(abs(own.logProbability - other.logProbability) < 1e-4)
    }
  }

  @Test(arguments: sets)
  func notANumberPropagates(set: InstructionSet) {
    let (cpu, _) = both(set)
    #expect(cpu.sumOfSquares(cpu.tensor([1, .nan, 2], shape: [3])).isNaN)
    #expect(cpu.sumOfSquares(cpu.tensor([1, .infinity], shape: [2])).isInfinite)
    let gate = cpu.tensor([.nan, 1], shape: [2])
    #expect(cpu.swiGLU(gate: gate, up: gate).scalars()[0].isNaN)
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() {
    let results = [1, 2, 4].map { threads in
      let cpu = CPUBackend(threads: threads, atMost: .tested)
      let x = randomTensor([301, 96], seed: 1, on: cpu)
      let w = randomTensor([352, 96], seed: 2, on: cpu)
      let y = cpu.product(x.matrix, w.transposed)
      let g = cpu.product(y.transposed, x.matrix)
      let input = AttentionInput(
        query: x, key: x, value: x, headDimension: 32,
        spans: AttentionSpans([
          AttentionSpan(queryStart: 0, queryCount: 301, keyStart: 0, keyCount: 301)
        ]))
      let attention = cpu.attention(input)
      let pull = cpu.attentionPullback(
        x, input, output: attention.output, logSum: attention.logSum)
      return [y, g, attention.output, pull.query, pull.key].map { $0.scalars().map(\.bitPattern) }
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test func repeatedShapesTakeNothingFromTheSystem() {
    let cpu = CPUBackend(threads: 2, atMost: .tested)
    func step() {
      let x = randomTensor([100, 32], seed: 1, on: cpu)
      _ = cpu.product(x.matrix, x.transposed)
      _ = cpu.add(x, x)
    }
    step()
    let after = cpu.systemAllocations
    for _ in 0..<10 { step() }
    #expect(cpu.systemAllocations == after)
  }
}
