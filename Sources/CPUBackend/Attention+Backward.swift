import CKernels
import Tensors

extension Attention {
  /// Writes ∂L/∂query and accumulates ∂L/∂key and ∂L/∂value of one task.
  ///
  /// Probabilities are recomputed from the log-sums rather than kept, which would need memory
  /// quadratic in the sequence length (Dao et al. 2022).
  func backward(
    _ task: AttentionTask, _ gradients: AttentionGradients,
    scratch: UnsafeMutablePointer<Float>, block size: Int
  ) {
    let scores = scratch + BlockProduct.scratch
    let memory = BackwardScratch(
      product: scratch, probabilities: scores, scores: scores + size, delta: scores + 2 * size)
    for span in task.spans {
      for queryHead in queryHeads(task.keyValueHeads) {
        for block in blocks(span) { pullBack(block, queryHead, gradients, memory) }
      }
    }
  }

  private func pullBack(
    _ block: AttentionBlock, _ queryHead: Int, _ gradients: AttentionGradients,
    _ memory: BackwardScratch
  ) {
    let offset = queryOffset(block.query, queryHead)
    let dy = gradients.output.pointer + offset
    let columns = Int64(block.columns)
    writeScores(query + offset, key, block, queryHead, memory.probabilities, memory.product)
    kernels.pointee.causal_probabilities(
      memory.probabilities, input.scale, logSum + block.query * heads + queryHead, Int64(heads),
      Int64(block.visible), Int64(block.count), columns, columns)
    writeScores(dy, value, block, queryHead, memory.scores, memory.product)
    // dy · output equals Σ p · ∂L/∂p of the row: head dimension terms instead of one per key.
    kernels.pointee.row_dots(
      dy, output + offset, memory.delta, Int64(block.count), Int64(headDimension),
      Int64(queryWidth))
    addSums(memory.probabilities, dy, block, queryHead, to: gradients.value, memory.product)
    kernels.pointee.softmax_score_gradient(
      memory.probabilities, memory.scores, memory.delta, input.scale, Int64(block.count), columns,
      columns)
    writeSums(
      memory.scores, key, block, queryHead, to: gradients.query.pointer + offset, memory.product)
    addSums(memory.scores, query + offset, block, queryHead, to: gradients.key, memory.product)
  }

  /// Adds `scoresᵀ b` [columns, head] to the keys' rows; rows of b have the queries' stride.
  private func addSums(
    _ scores: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>,
    _ block: AttentionBlock, _ queryHead: Int, to sum: Tensor,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    for part in block.parts {
      BlockProduct(
        a: Operand(scores + part.column, stride: block.columns, isTransposed: true),
        b: Operand(b, stride: queryWidth),
        c: sum.pointer + keyOffset(part.row, queryHead / input.group), stride: keyWidth,
        depth: block.count, adds: true
      ).run(Tile(rows: part.count, columns: headDimension), products, scratch)
    }
  }
}

/// The scratch memory of one thread: that of a product, then blocks of scores.
private struct BackwardScratch {
  let product: UnsafeMutablePointer<Float>
  let probabilities: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  let delta: UnsafeMutablePointer<Float>
}
