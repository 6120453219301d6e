import CKernels
package import Tensors

extension CPUBackend {
  package func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.width == b.columns,
      "multiply: [\(a.rows), \(a.columns)] by [\(b.rows), \(b.columns)] into \(c.shape)")
    let tiling = Tiling(rows: a.rows, columns: b.columns, depth: a.columns)
    let packed = held(b) ?? packedForTiles(b, tiling)
    let product = BlockProduct(
      a: Operand(a), b: packed?.operand ?? Operand(b), c: c.pointer, stride: c.width,
      depth: a.columns, adds: adding)
    let scratch = scratch(BlockProduct.scratch)
    team.run(tiling.count) { task, worker in product.run(tiling[task], kernels, scratch(worker)) }
  }

  /// Packs the right operand once where every tile needs the whole of it.
  private func packedForTiles(_ matrix: Matrix, _ tiling: Tiling) -> PackedMatrix? {
    guard tiling.count > 1, tiling.cutsRows, kernels.pointee.gemm_pack != nil else { return nil }
    return packed(matrix)
  }

  package func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result {
    weights.enter()
    defer { weights.leave() }
    return try body()
  }

  /// Returns the packed form of a weight while weights are held, made when first asked for.
  private func held(_ matrix: Matrix) -> PackedMatrix? {
    guard matrix.isTransposed, kernels.pointee.gemm_pack != nil,
      let storage = matrix.tensor.storage as? CPUStorage
    else { return nil }
    return weights.packed(storage) { packed(matrix) }
  }

  /// Writes a matrix as panels, in parallel.
  private func packed(_ matrix: Matrix) -> PackedMatrix {
    let (rows, columns) = (matrix.rows, matrix.columns)
    let panels = (columns + Int(CK_PANEL) - 1) / Int(CK_PANEL)
    let stride = rows * Int(CK_PANEL)
    let packed = PackedMatrix(storage: CPUStorage(pool, count: panels * stride), stride: stride)
    let target = packed.storage.buffer.pointer
    overRows(panels, cost: 4 * stride) { range in
      let first = range.lowerBound * Int(CK_PANEL)
      var part = Operand(matrix).at(row: 0, column: first).matrix
      let width = min(columns, range.upperBound * Int(CK_PANEL)) - first
      kernels.pointee.gemm_pack(
        &part, Int64(width), Int64(rows), target + range.lowerBound * stride)
    }
    return packed
  }
}

/// A matrix in the form that our kernel reads.
struct PackedMatrix: Sendable {
  let storage: CPUStorage
  /// The floats between panels.
  let stride: Int

  var operand: Operand { Operand(storage.buffer.pointer, stride: stride, form: CK_PACKED) }
}
