import TensorTestSupport
import Tensors
import Testing

@Suite struct TensorTests {
  let backend = ReferenceBackend()

  @Test func reshapingKeepsTheElements() {
    let x = backend.tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
    #expect(x.reshaped([3, 2]).scalars() == [1, 2, 3, 4, 5, 6])
    #expect(x.rows == 2 && x.width == 3 && x.count == 6)
  }

  @Test func transposedMatrixSwapsItsExtents() {
    let x = backend.tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
    #expect(x.transposed.rows == 3 && x.transposed.columns == 2)
    let product = backend.product(x.transposed, x.matrix)
    #expect(product.scalars() == [17, 22, 27, 22, 29, 36, 27, 36, 45])
  }

  @Test func firstAdamWStepMovesByTheLearningRate() {
    // m̂ = g, v̂ = g²: the step is lr · g / (|g| + ε) whatever the size of g.
    let step = AdamWStep(AdamW(), learningRate: 0.1, step: 1, decays: false, scale: 1)
    let parameter = backend.tensor([1], shape: [1])
    let moments = AdamWMoments(of: parameter, as: .float32)
    let gradient = backend.tensor([5], shape: [1])
    backend.adamW([AdamWUpdate(parameter, gradient: gradient, moments: moments, step: step)])
    #expect(abs(parameter.scalars()[0] - 0.9) < 1e-5)
  }

  @Test(arguments: [1, 2, 7]) func momentsInHalfTheMemoryAreReadAsTheyWereWritten(count: Int) {
    let moments = AdamWMoments(of: backend.zeros([count]), as: .bfloat16)
    #expect(backend.readBytes(moments.first).count == 2 * count)
    let values = (0..<count).map { Float($0) * 0.75 - 1 }
    backend.write(values, to: moments.second)
    #expect(moments.second.scalars() == values)
    #expect(moments.first.scalars() == [Float](repeating: 0, count: count))
  }

  @Test(
    arguments: [
      (1, 0x3F80), (1.001, 0x3F80), (1.00390625, 0x3F80), (1.01171875, 0x3F82), (-1.99999, 0xC000),
    ] as [(Float, UInt16)])
  func theNearestHalfIsTakenAndOfTwoTheEvenOne(value: Float, bits: UInt16) {
    #expect(Brain.bits(value) == bits)
  }
}
