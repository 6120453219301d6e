import CKernels
import Tensors

extension CPUBackend {
  /// How many rows of a stored weight are made float32 at a time, where few rows are multiplied.
  private static let strip = 4 * Int(CK_PANEL)

  /// Multiplies by a right operand that is not held as float32.
  ///
  /// Many rows share one float32 copy, which lives as long as the product. Few rows, as decoding
  /// has them, are multiplied strip by strip, so that the weight is read from memory once, as small
  /// as it is held.
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

  /// Returns a float32 copy of a tensor, made in parallel.
  private func float32(_ tensor: Tensor) -> Tensor {
    let copied = empty(tensor.shape)
    let (rows, target) = (StoredRows(tensor, kernels), copied.pointer)
    overRows(tensor.rows, cost: 2 * tensor.width) { range in
      rows.write(range, to: target + range.lowerBound * tensor.width)
    }
    return copied
  }
}
