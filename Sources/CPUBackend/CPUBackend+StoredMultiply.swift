import CKernels
import Tensors

extension CPUBackend {
  /// The number of weight rows decoded to float32 at a time when few rows are multiplied.
  private static let strip = 4 * Int(CK_PANEL)

  /// Multiplies by a right operand stored in another format than float32.
  ///
  /// With many rows, the weight is decoded once into a temporary float32 copy. With few, as in
  /// decoding, it is decoded strip by strip inside the product: memory bandwidth is then the limit,
  /// and the weight is read once in its compact form.
  func multiplyStored(
    _ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool, _ tiling: Tiling
  ) {
    guard b.isTransposed, !tiling.cutsRows else {
      let copied = float32(b.tensor)
      return multiply(
        a, b.isTransposed ? copied.transposed : copied.matrix, into: c, adding: adding)
    }
    let (kernel, rows, depth) = (productKernel, StoredRows(b.tensor, kernels), a.columns)
    let scratch = scratch(BlockProduct.scratch + rows.scratch(rows: Self.strip))
    team.run(tiling.count) { task, worker in
      let (tile, memory) = (tiling[task], scratch(worker))
      for start in stride(
        from: tile.columns.lowerBound, to: tile.columns.upperBound, by: Self.strip)
      {
        let columns = start..<min(tile.columns.upperBound, start + Self.strip)
        let floats = rows.floats(columns, memory + BlockProduct.scratch)
        BlockProduct(
          a: Operand(a), b: Operand(floats, stride: depth, isTransposed: true),
          c: c.pointer + start, stride: c.width, depth: depth, adds: adding
        ).run(Tile(rows: a.rows, columns: columns.count), kernel, memory)
      }
    }
  }

  /// Decodes a tensor to a float32 copy, in parallel.
  private func float32(_ tensor: Tensor) -> Tensor {
    let copied = empty(tensor.shape)
    let (rows, target) = (StoredRows(tensor, kernels), copied.pointer)
    overRows(tensor.rows, cost: 2 * tensor.width) { range in
      rows.write(range, to: target + range.lowerBound * tensor.width)
    }
    return copied
  }
}
