import Synchronization
import CKernels
package import Tensors

extension CPUBackend {
  package func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.width == b.columns,
      "multiply: [\(a.rows), \(a.columns)] by [\(b.rows), \(b.columns)] into \(c.shape)")
    let kernel = productKernel
    let tiling = Tiling(rows: a.rows, columns: b.columns, depth: a.columns)
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

  package func computing<Result>(
    in wanted: Precision, _ body: () throws -> Result
  ) rethrows -> Result {
    precondition(supports(wanted), "computing: \(wanted.rawValue) is not supported")
    let before = precision.withLock { current in
      defer { current = wanted }
      return current
    }
    defer { precision.withLock { $0 = before } }
    return try body()
  }

  package func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result {
    weights.enter()
    defer { weights.leave() }
    return try body()
  }

  /// What multiplies in the precision of the work at hand.
  var productKernel: ProductKernel {
    let isSingle = precision.withLock { $0 == .float32 }
    return ProductKernel(products: isSingle ? kernels.pointee.single : kernels.pointee.pairs)
  }

  /// What multiplies in float32, whatever the work at hand asks for.
  var exactKernel: ProductKernel { ProductKernel(products: kernels.pointee.single) }

  /// Packs the right operand once where every tile needs the whole of it.
  private func packedForTiles(
    _ matrix: Matrix, _ tiling: Tiling, _ kernel: ProductKernel
  ) -> PackedMatrix? {
    tiling.count > 1 && tiling.cutsRows ? packed(matrix, kernel) : nil
  }

  /// Returns the packed form of a weight while weights are held, made when first asked for.
  private func held(_ matrix: Matrix, _ kernel: ProductKernel) -> PackedMatrix? {
    guard matrix.isTransposed, weights.isHolding, let storage = matrix.tensor.storage as? CPUStorage
    else { return nil }
    return weights.packed(storage, kernel, stride: kernel.panelStride(depth: matrix.rows)) {
      packed(matrix, kernel)
    }
  }

  /// Writes a matrix as panels, in parallel; nil where OpenBLAS multiplies.
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

/// A matrix in the form that our kernel reads.
struct PackedMatrix: Sendable {
  let storage: CPUStorage
  /// The floats between panels.
  let stride: Int
  let kernel: ProductKernel

  var operand: Operand { Operand(storage.buffer.pointer, stride: stride, form: CK_PACKED) }
}
