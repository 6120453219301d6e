import Autograd
import CPUBackend
import TensorTestSupport
import Tensors
import Testing

/// Every operation's pullback equals finite differences, at odd sizes.
@Suite struct OperationGradientTests {
  static let sizes = [1, 7, 31, 33]
  let backend = CPUBackend(threads: 2, atMost: .tested)

  private func tensor(_ shape: [Int], _ seed: UInt64, scale: Float = 1) -> Tensor {
    randomTensor(shape, seed: seed, scale: scale, on: backend)
  }

  private func parameter(_ name: String, _ shape: [Int], _ seed: UInt64) -> Parameter {
    Parameter(name, tensor(shape, seed, scale: 0.5))
  }

  @Test(arguments: sizes)
  func linear(size: Int) {
    let w = parameter("weight", [9, 7], 2)
    let b = parameter("bias", [9], 3)
    GradientCheck().run(inputs: [tensor([size, 7], 1)], parameters: [w, b]) {
      $0[0].linear(w, bias: b)
    }
  }

  @Test(arguments: sizes)
  func loRALinear(size: Int) {
    let w = parameter("weight", [9, 7], 2)
    let factors = LowRankFactors(
      inner: parameter("A", [3, 7], 3), outer: parameter("B", [9, 3], 4), scale: 2)
    GradientCheck().run(
      inputs: [tensor([size, 7], 1)], parameters: [w, factors.inner, factors.outer]
    ) { $0[0].loRALinear(w, factors) }
  }

  /// The weight is frozen; the gradients of the input and of an adapter go through what is held.
  @Test(arguments: sizes, [StorageFormat.bfloat16, .float16, .q8Blocks])
  func linearOverAHeldWeight(size: Int, format: StorageFormat) {
    let numbers = tensor([33, 64], 2, scale: 0.2).scalars()
    let held = Parameter(
      "weight", backend.tensor(numbers, shape: [33, 64], as: format), isTrainable: false)
    GradientCheck().run(inputs: [tensor([size, 64], 1)]) { $0[0].linear(held) }
    let factors = LowRankFactors(
      inner: parameter("A", [3, 64], 3), outer: parameter("B", [33, 3], 4), scale: 2)
    GradientCheck().run(
      inputs: [tensor([size, 64], 1)], parameters: [factors.inner, factors.outer]
    ) { $0[0].loRALinear(held, factors) }
    #expect(held.gradient == nil)
  }

  @Test func freshAdapterChangesNoBit() {
    let w = parameter("weight", [9, 7], 2)
    let x = Variable(tensor([5, 7], 1))
    let factors = LowRankFactors(
      inner: parameter("A", [3, 7], 3), outer: Parameter("B", backend.zeros([9, 3])), scale: 2)
    #expect(x.loRALinear(w, factors).value.scalars() == x.linear(w).value.scalars())
  }

  @Test(arguments: sizes)
  func rmsNorm(size: Int) {
    let w = parameter("weight", [7], 2)
    GradientCheck().run(inputs: [tensor([size, 7], 1)], parameters: [w]) {
      $0[0].rmsNorm(w, epsilon: 1e-5)
    }
  }

  @Test(arguments: sizes)
  func rotation(size: Int) {
    let table = plainRotaryTable(positions: 64, headDimension: 6, on: backend)
    let positions = Indices((0..<size).map { Int32($0 % 64) })
    GradientCheck().run(inputs: [tensor([size, 12], 1)]) { $0[0].rotated(positions, table) }
  }

  @Test(arguments: [2, 7, 31, 33, 70])
  func attention(size: Int) {
    let spans = AttentionSpans([
      AttentionSpan(queryStart: 0, queryCount: size, keyStart: 0, keyCount: size),
      AttentionSpan(queryStart: size, queryCount: 3, keyStart: size, keyCount: 3),
    ])
    let inputs = [
      tensor([size + 3, 24], 1), tensor([size + 3, 12], 2), tensor([size + 3, 12], 3),
    ]
    GradientCheck().run(inputs: inputs) {
      $0[0].attention(key: $0[1], value: $0[2], headDimension: 6, spans: spans)
    }
  }

  @Test(arguments: sizes)
  func swiGLU(size: Int) {
    GradientCheck().run(inputs: [tensor([size, 5], 1), tensor([size, 5], 2)]) {
      $0[0].swiGLU(up: $0[1])
    }
  }

  @Test(arguments: sizes)
  func tokenLogProbabilities(size: Int) {
    let w = parameter("weight", [31, 6], 2)
    let targets = (0..<size).map { Int32($0 * 5 % 31) }
    GradientCheck().run(inputs: [tensor([size, 6], 1)], parameters: [w]) {
      $0[0].tokenLogProbabilities(w, targets: targets, temperature: 0.8).logProbabilities
    }
  }

  @Test(arguments: sizes)
  func scalarHead(size: Int) {
    let w = parameter("score", [1, 6], 2)
    GradientCheck().run(inputs: [tensor([size, 6], 1)], parameters: [w]) { $0[0].scalarHead(w) }
  }

  @Test func embeddingWithRepeatedTokens() {
    let table = parameter("embedding", [11, 4], 1)
    let tape = Tape()
    let y = table.embedding(Indices([3, 1, 3]), on: tape)
    tape.backward(from: [(y, backend.tensor([Float](repeating: 1, count: 12), shape: [3, 4]))])
    let gradient = table.gradient?.scalars() ?? []
    #expect(Array(gradient[12..<16]) == [2, 2, 2, 2])
    #expect(Array(gradient[4..<8]) == [1, 1, 1, 1])
    #expect(gradient.reduce(0, +) == 12)
  }

  @Test func rowsAndSharedInputsSumTheirGradients() {
    GradientCheck().run(inputs: [tensor([7, 4], 1)]) { x in
      x[0].rows(Indices([2, 2, 5])) + x[0].rows(Indices([0, 1, 2]))
    }
  }

  @Test func frozenParametersGetNoGradient() {
    let w = Parameter("weight", tensor([4, 4], 1), isTrainable: false)
    let tape = Tape()
    let x = tape.variable(tensor([3, 4], 2))
    let y = x.linear(w)
    let gradients = tape.backward(from: [(y, tensor([3, 4], 3))])
    #expect(w.gradient == nil)
    #expect(gradients[x] != nil)
  }
}
