import CKernels
import Tensors

extension Attention {
  /// Writes the outputs and log-sums of one task.
  ///
  /// - Parameter scratch: the scratch memory of a product, then a block of scores.
  func forward(_ task: AttentionTask, _ scratch: UnsafeMutablePointer<Float>) {
    for span in task.spans {
      if readsCache(span) {
        attendOne(span, task.keyValueHeads, scratch)
      } else {
        for queryHead in queryHeads(task.keyValueHeads) {
          for block in blocks(span) {
            attend(block, queryHead, scratch + BlockProduct.scratch, scratch)
          }
        }
      }
    }
  }

  private func attendOne(
    _ span: AttentionSpan, _ keyValueHeads: Range<Int>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let queryHeads = queryHeads(keyValueHeads)
    let offset = queryOffset(span.queryStart, queryHeads.lowerBound)
    let keys = keyOffset(span.keyStart, keyValueHeads.lowerBound)
    kernels.pointee.attend_one(
      query + offset, key + keys, value + keys, input.scale, scratch, output + offset,
      Int64(span.keyCount), Int64(headDimension), Int64(queryHeads.count), Int64(input.group),
      Int64(keyWidth))
    // Decoding has no pullback; NaN would expose one that read these log-sums.
    for queryHead in queryHeads { logSum[span.queryStart * heads + queryHead] = .nan }
  }

  private func attend(
    _ block: AttentionBlock, _ queryHead: Int, _ scores: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    let offset = queryOffset(block.query, queryHead)
    writeScores(query + offset, key, block, queryHead, scores, scratch)
    kernels.pointee.causal_softmax(
      scores, input.scale, logSum + block.query * heads + queryHead, Int64(heads),
      Int64(block.visible), Int64(block.count), Int64(block.columns), Int64(block.columns))
    writeSums(scores, value, block, queryHead, to: output + offset, scratch)
  }

  /// Writes `a keysᵀ` [block, columns]; rows of a have the queries' stride.
  func writeScores(
    _ a: UnsafeMutablePointer<Float>, _ keys: UnsafeMutablePointer<Float>, _ block: AttentionBlock,
    _ queryHead: Int, _ scores: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    for part in block.parts {
      let rows = keys + keyOffset(part.row, queryHead / input.group)
      BlockProduct(
        a: Operand(a, stride: queryWidth), b: Operand(rows, stride: keyWidth, isTransposed: true),
        c: scores + part.column, stride: block.columns, depth: headDimension
      ).run(Tile(rows: block.count, columns: part.count), products, scratch)
    }
  }

  /// Writes `scores values` [block, head] to rows of the queries' stride.
  func writeSums(
    _ scores: UnsafeMutablePointer<Float>, _ values: UnsafeMutablePointer<Float>,
    _ block: AttentionBlock, _ queryHead: Int, to sum: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    for part in block.parts {
      let rows = values + keyOffset(part.row, queryHead / input.group)
      BlockProduct(
        a: Operand(scores + part.column, stride: block.columns), b: Operand(rows, stride: keyWidth),
        c: sum, stride: queryWidth, depth: part.count, adds: part.column > 0
      ).run(Tile(rows: block.count, columns: headDimension), products, scratch)
    }
  }
}
