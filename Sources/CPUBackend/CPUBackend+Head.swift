import CKernels
import COpenBLAS
package import Tensors

extension CPUBackend {
  /// How many rows of logits exist at a time: about a million numbers, at least 32 rows.
  private func blockRows(_ vocabulary: Int) -> Int {
    max(32, min(512, (1 << 20) / vocabulary))
  }

  package func tokenLogProbabilities(_ input: HeadInput) -> HeadOutput {
    let count = input.targets.count
    let output = HeadOutput(
      logProbabilities: empty([count]), logSum: empty([count]), entropy: empty([count]))
    let result = output.logProbabilities.pointer
    forEachBlock(input) { rows, logits in
      let width = input.weight.rows
      let (sums, entropies) = (output.logSum.pointer, output.entropy.pointer)
      overRows(rows.count, cost: 16 * width) { part in
        let row = rows.lowerBound + part.lowerBound
        kernels.pointee.log_sum_exp(
          logits + part.lowerBound * width, 1 / input.temperature, sums + row, entropies + row,
          Int64(part.count), Int64(width))
      }
      for row in rows {
        let logit = logits[(row - rows.lowerBound) * width + Int(input.targets[row])]
        result[row] = logit / input.temperature - sums[row]
      }
    }
    return output
  }

  package func tokenLogProbabilitiesPullback(
    _ dy: Tensor, _ input: HeadInput, logSum: Tensor, weightGradient: Tensor?
  ) -> Tensor {
    let dx = empty(input.hidden.shape)
    let (width, depth) = (input.weight.rows, input.hidden.width)
    forEachBlock(input) { rows, logits in
      logitGradient(dy, input, logSum, rows: rows, logits: logits)
      let gradient = Operand(logits, stride: width)
      let hidden = Operand(input.hidden.pointer + rows.lowerBound * depth, stride: depth)
      product(
        gradient, Operand(input.weight.pointer, stride: depth),
        Shape(rows: rows.count, columns: depth, depth: width),
        into: dx.pointer + rows.lowerBound * depth, beta: 0)
      if let sum = weightGradient?.pointer {
        product(
          Operand(logits, stride: width, isTransposed: true), hidden,
          Shape(rows: width, columns: depth, depth: rows.count), into: sum, beta: 1)
      }
    }
    return dx
  }

  /// Writes the gradient with respect to the logits over a block of logits.
  private func logitGradient(
    _ dy: Tensor, _ input: HeadInput, _ logSum: Tensor, rows: Range<Int>,
    logits: UnsafeMutablePointer<Float>
  ) {
    let width = input.weight.rows
    let (upstream, sums) = (dy.pointer, logSum.pointer)
    input.targets.withUnsafeBufferPointer { targets in
      guard let targets = targets.baseAddress else { return }
      overRows(rows.count, cost: 16 * width) { part in
        let row = rows.lowerBound + part.lowerBound
        kernels.pointee.log_probability_gradient(
          logits + part.lowerBound * width, 1 / input.temperature, sums + row, targets + row,
          upstream + row, Int64(part.count), Int64(width))
      }
    }
  }

  /// Computes logits a block of rows at a time and hands each block to `body`.
  private func forEachBlock(
    _ input: HeadInput, _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let (width, depth) = (input.weight.rows, input.hidden.width)
    precondition(
      input.targets.allSatisfy { $0 >= 0 && $0 < width }, "head: a target is outside 0..<\(width)")
    let size = blockRows(width)
    let logits = CPUStorage(pool, count: min(size, max(1, input.targets.count)) * width)
    for start in stride(from: 0, to: input.targets.count, by: size) {
      let rows = start..<min(input.targets.count, start + size)
      product(
        Operand(input.hidden.pointer + start * depth, stride: depth),
        Operand(input.weight.pointer, stride: depth, isTransposed: true),
        Shape(rows: rows.count, columns: width, depth: depth), into: logits.buffer.pointer, beta: 0)
      body(rows, logits.buffer.pointer)
    }
  }

  /// The extents of a product.
  private struct Shape {
    let rows: Int
    let columns: Int
    let depth: Int
  }

  private func product(
    _ a: Operand, _ b: Operand, _ shape: Shape, into c: UnsafeMutablePointer<Float>, beta: Float
  ) {
    let product = BlockProduct(
      a: a, b: b, c: c, stride: shape.columns, depth: shape.depth, beta: beta)
    let tiling = Tiling(rows: shape.rows, columns: shape.columns, depth: shape.depth)
    team.run(tiling.count) { task, _ in product.run(tiling[task]) }
  }
}
