import CKernels
import Tensors

extension Attention {
  /// Writes the outputs and log-sums of one task.
  ///
  /// - Parameter scratch: what a product needs, then a block of scores.
  func forward(_ task: AttentionTask, _ scratch: UnsafeMutablePointer<Float>) {
    if task.span.queryCount == 1 { return attendOne(task, scratch) }
    for queryHead in task.keyHeads.lowerBound * input.group..<task.keyHeads.upperBound * input.group
    {
      for block in blocks(task.span) {
        attend(block, task, queryHead, scratch + BlockProduct.scratch, scratch)
      }
    }
  }

  private func attendOne(_ task: AttentionTask, _ scratch: UnsafeMutablePointer<Float>) {
    let first = task.keyHeads.lowerBound * input.group
    let heads = task.keyHeads.count * input.group
    let offset = queryOffset(task.span.queryStart, first)
    let keys = keyOffset(task.span, task.keyHeads.lowerBound)
    kernels.pointee.attend_one(
      query + offset, key + keys, value + keys, input.scale, scratch, output + offset,
      Int64(task.span.keyCount), Int64(head), Int64(heads), Int64(input.group), Int64(keyWidth))
    for queryHead in first..<first + heads {
      logSum[task.span.queryStart * span + queryHead] = .nan
    }
  }

  private func attend(
    _ block: AttentionBlock, _ task: AttentionTask, _ queryHead: Int,
    _ scores: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let offset = queryOffset(block.query, queryHead)
    let keys = keyOffset(task.span, queryHead / input.group)
    let columns = block.columns
    rowProduct(query + offset, key + keys, block, into: scores, scratch)
    kernels.pointee.causal_softmax(
      scores, input.scale, logSum + block.query * span + queryHead, Int64(span),
      Int64(block.visible), Int64(block.count), Int64(columns), Int64(columns))
    BlockProduct(
      a: Operand(scores, stride: columns), b: Operand(value + keys, stride: keyWidth),
      c: output + offset, stride: queryWidth, depth: columns
    ).run(Tile(rows: block.count, columns: head), kernels, scratch)
  }

  /// Writes `a bᵀ` [block, keys] over the scores, a being rows of the queries' stride.
  func rowProduct(
    _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ block: AttentionBlock,
    into scores: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    BlockProduct(
      a: Operand(a, stride: queryWidth), b: Operand(b, stride: keyWidth, isTransposed: true),
      c: scores, stride: block.columns, depth: head
    ).run(Tile(rows: block.count, columns: block.columns), kernels, scratch)
  }
}
