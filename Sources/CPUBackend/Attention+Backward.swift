import CKernels
import Tensors

extension Attention {
  /// Writes ∂L/∂query and adds ∂L/∂key and ∂L/∂value of one task; recomputes the probabilities.
  func backward(
    _ task: AttentionTask, _ gradients: AttentionGradients,
    scratch: UnsafeMutablePointer<Float>, block size: Int
  ) {
    let blocks = scratch + BlockProduct.scratch
    let memory = BackwardScratch(
      product: scratch, probabilities: blocks, scores: blocks + size, delta: blocks + 2 * size)
    for queryHead in task.keyHeads.lowerBound * input.group..<task.keyHeads.upperBound * input.group
    {
      for block in self.blocks(task.span) {
        pullBack(block, BackwardTask(task: task, queryHead: queryHead), gradients, memory)
      }
    }
  }

  private func pullBack(
    _ block: AttentionBlock, _ place: BackwardTask, _ gradients: AttentionGradients,
    _ memory: BackwardScratch
  ) {
    let offset = queryOffset(block.query, place.queryHead)
    let keys = keyOffset(place.task.span, place.queryHead / input.group)
    let dy = gradients.output.pointer + offset
    let columns = Int64(block.columns)
    rowProduct(query + offset, key + keys, block, into: memory.probabilities, memory.product)
    kernels.pointee.causal_probabilities(
      memory.probabilities, input.scale, logSum + block.query * span + place.queryHead,
      Int64(span), Int64(block.visible), Int64(block.count), columns, columns)
    rowProduct(dy, value + keys, block, into: memory.scores, memory.product)
    kernels.pointee.row_dots(
      dy, output + offset, memory.delta, Int64(block.count), Int64(head), Int64(queryWidth))
    addColumnProduct(
      memory.probabilities, dy, block, to: gradients.value.pointer + keys, memory.product)
    kernels.pointee.softmax_score_gradient(
      memory.probabilities, memory.scores, memory.delta, input.scale, Int64(block.count), columns,
      columns)
    BlockProduct(
      a: Operand(memory.scores, stride: block.columns), b: Operand(key + keys, stride: keyWidth),
      c: gradients.query.pointer + offset, stride: queryWidth, depth: block.columns
    ).run(Tile(rows: block.count, columns: head), kernels, memory.product)
    addColumnProduct(
      memory.scores, query + offset, block, to: gradients.key.pointer + keys, memory.product)
  }

  /// Adds `aᵀ b` [keys, head] to rows of the keys' stride, b being rows of the queries' stride.
  private func addColumnProduct(
    _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ block: AttentionBlock,
    to sum: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    BlockProduct(
      a: Operand(a, stride: block.columns, isTransposed: true), b: Operand(b, stride: queryWidth),
      c: sum, stride: keyWidth, depth: block.count, adds: true
    ).run(Tile(rows: block.columns, columns: head), kernels, scratch)
  }
}

/// The query head that a task is at.
private struct BackwardTask {
  let task: AttentionTask
  let queryHead: Int
}

/// The scratch memory of one thread, what a product needs, then blocks of scores.
private struct BackwardScratch {
  let product: UnsafeMutablePointer<Float>
  let probabilities: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  let delta: UnsafeMutablePointer<Float>
}
