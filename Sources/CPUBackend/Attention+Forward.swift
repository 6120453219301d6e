import CKernels
import COpenBLAS
import Tensors

extension Attention {
  /// Writes the outputs and log-sums of one task.
  func forward(_ task: AttentionTask, scores: UnsafeMutablePointer<Float>) {
    for group in 0..<input.group {
      let queryHead = task.keyHead * input.group + group
      if task.span.queryCount == 1 {
        attendOne(task, queryHead, scores)
      } else {
        for block in blocks(task.span) { attend(block, task, queryHead, scores) }
      }
    }
  }

  private func attendOne(
    _ task: AttentionTask, _ queryHead: Int, _ scores: UnsafeMutablePointer<Float>
  ) {
    let offset = queryOffset(task.span.queryStart, queryHead)
    kernels.pointee.attend_one(
      query + offset, key + keyOffset(task), value + keyOffset(task), input.scale, scores,
      output + offset, Int64(task.span.keyCount), Int64(head), Int64(keyWidth))
    logSum[task.span.queryStart * span + queryHead] = .nan
  }

  private func attend(
    _ block: AttentionBlock, _ task: AttentionTask, _ queryHead: Int,
    _ scores: UnsafeMutablePointer<Float>
  ) {
    let offset = queryOffset(block.query, queryHead)
    let columns = block.columns
    rowProduct(query + offset, queryWidth, key + keyOffset(task), block, into: scores)
    kernels.pointee.causal_softmax(
      scores, input.scale, logSum + block.query * span + queryHead, Int64(span),
      Int64(block.visible), Int64(block.count), Int64(columns), Int64(columns))
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, CInt(block.count), CInt(head), CInt(columns), 1,
      scores, CInt(columns), value + keyOffset(task), CInt(keyWidth), 0, output + offset,
      CInt(queryWidth))
  }

  /// Writes `a bᵀ` [block, keys] over the scores, a being rows of the queries' stride.
  func rowProduct(
    _ a: UnsafeMutablePointer<Float>, _ stride: Int, _ b: UnsafeMutablePointer<Float>,
    _ block: AttentionBlock, into scores: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, CInt(block.count), CInt(block.columns), CInt(head),
      1, a, CInt(stride), b, CInt(keyWidth), 0, scores, CInt(block.columns))
  }
}
