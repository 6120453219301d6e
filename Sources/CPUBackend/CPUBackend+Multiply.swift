import CKernels
package import Tensors

extension CPUBackend {
  package func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.width == b.columns,
      "multiply: [\(a.rows), \(a.columns)] by [\(b.rows), \(b.columns)] into \(c.shape)")
    let tiling = Tiling(rows: a.rows, columns: b.columns, depth: a.columns)
    guard b.tensor.format == .float32 else {
      return multiplyStored(a, b, into: c, adding: adding, tiling)
    }
    let kernel = productKernel
    let packed = held(b, kernel) ?? packedForTiles(b, tiling, kernel)
    let product = BlockProduct(
      a: Operand(a), b: packed?.operand ?? Operand(b), c: c.pointer, stride: c.width,
      depth: a.columns, adds: adding)
    let scratch = scratch(BlockProduct.scratch)
    withExtendedLifetime(packed) {
      team.run(tiling.count) { task, worker in product.run(tiling[task], kernel, scratch(worker)) }
    }
  }

  package func supports(_ precision: Precision) -> Bool {
    precision == .float32 || kernels.pointee.pairs != nil
  }

  /// The product implementation for the precision of the current work.
  var productKernel: ProductKernel {
    let isSingle = Precision.ofProducts == .float32
    return ProductKernel(products: isSingle ? kernels.pointee.single : kernels.pointee.pairs)
  }

  /// The float32 product implementation, regardless of the precision of the current work.
  var exactKernel: ProductKernel { ProductKernel(products: kernels.pointee.single) }

  /// Packs the right operand once if every tile needs all of it.
  private func packedForTiles(
    _ matrix: Matrix, _ tiling: Tiling, _ kernel: ProductKernel
  ) -> PackedMatrix? {
    tiling.count > 1 && tiling.cutsRows ? packed(matrix, kernel) : nil
  }

  /// Returns the cached packed form of a weight while weights are held, packed on first use.
  private func held(_ matrix: Matrix, _ kernel: ProductKernel) -> PackedMatrix? {
    guard matrix.isTransposed, let held else { return nil }
    let stride = kernel.panelStride(depth: matrix.rows)
    return held.packed(matrix.tensor.own, kernel, stride: stride) { packed(matrix, kernel) }
  }

  /// Packs a matrix in parallel; nil if OpenBLAS computes products.
  private func packed(_ matrix: Matrix, _ kernel: ProductKernel) -> PackedMatrix? {
    let (rows, columns) = (matrix.rows, matrix.columns)
    guard let stride = kernel.panelStride(depth: rows) else { return nil }
    let panel = Int(CK_PANEL)
    let panels = (columns + panel - 1) / panel
    let storage = CPUStorage(pool, count: panels * stride)
    let target = storage.buffer.pointer
    overRows(panels, cost: 4 * stride) { range in
      let first = range.lowerBound * panel
      kernel.pack(
        Operand(matrix).at(row: 0, column: first),
        columns: min(columns, range.upperBound * panel) - first, depth: rows,
        to: target + range.lowerBound * stride)
    }
    return PackedMatrix(storage: storage, stride: stride, kernel: kernel)
  }
}

/// A matrix packed for our kernel.
struct PackedMatrix: Sendable {
  let storage: CPUStorage
  /// The floats between panels.
  let stride: Int
  let kernel: ProductKernel

  var operand: Operand { Operand(storage.buffer.pointer, stride: stride, form: CK_PACKED) }
}
