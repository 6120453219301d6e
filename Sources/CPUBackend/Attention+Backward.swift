import CKernels
import COpenBLAS
import Tensors

extension Attention {
  /// Writes ∂L/∂query and adds ∂L/∂key and ∂L/∂value of one task; recomputes the probabilities.
  func backward(
    _ task: AttentionTask, _ gradients: AttentionGradients,
    scratch: UnsafeMutablePointer<Float>, block size: Int
  ) {
    let memory = BackwardScratch(
      probabilities: scratch, scores: scratch + size, delta: scratch + 2 * size)
    for group in 0..<input.group {
      let queryHead = task.keyHead * input.group + group
      for block in blocks(task.span) {
        pullBack(block, BackwardTask(task: task, queryHead: queryHead), gradients, memory)
      }
    }
  }

  private func pullBack(
    _ block: AttentionBlock, _ place: BackwardTask, _ gradients: AttentionGradients,
    _ memory: BackwardScratch
  ) {
    let offset = queryOffset(block.query, place.queryHead)
    let keys = keyOffset(place.task)
    let dy = gradients.output.pointer + offset
    let columns = Int64(block.columns)
    rowProduct(query + offset, queryWidth, key + keys, block, into: memory.probabilities)
    kernels.pointee.causal_probabilities(
      memory.probabilities, input.scale, logSum + block.query * span + place.queryHead,
      Int64(span), Int64(block.visible), Int64(block.count), columns, columns)
    rowProduct(dy, queryWidth, value + keys, block, into: memory.scores)
    kernels.pointee.row_dots(
      dy, output + offset, memory.delta, Int64(block.count), Int64(head), Int64(queryWidth))
    addColumnProduct(memory.probabilities, dy, block, to: gradients.value.pointer + keys)
    kernels.pointee.softmax_score_gradient(
      memory.probabilities, memory.scores, memory.delta, input.scale, Int64(block.count), columns,
      columns)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, CInt(block.count), CInt(head),
      CInt(block.columns), 1, memory.scores, CInt(block.columns), key + keys, CInt(keyWidth), 0,
      gradients.query.pointer + offset, CInt(queryWidth))
    addColumnProduct(memory.scores, query + offset, block, to: gradients.key.pointer + keys)
  }

  /// Adds `aᵀ b` [keys, head] to rows of the keys' stride, b being rows of the queries' stride.
  private func addColumnProduct(
    _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ block: AttentionBlock,
    to sum: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, CInt(block.columns), CInt(head), CInt(block.count),
      1, a, CInt(block.columns), b, CInt(queryWidth), 1, sum, CInt(keyWidth))
  }
}

/// The query head that a task is at.
private struct BackwardTask {
  let task: AttentionTask
  let queryHead: Int
}

/// The scratch memory of one thread, each part a block of scores but the last.
private struct BackwardScratch {
  let probabilities: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  let delta: UnsafeMutablePointer<Float>
}
