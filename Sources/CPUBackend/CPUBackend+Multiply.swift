import COpenBLAS
package import Tensors

extension CPUBackend {
  package func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.width == b.columns,
      "multiply: [\(a.rows), \(a.columns)] by [\(b.rows), \(b.columns)] into \(c.shape)")
    let product = BlockProduct(
      a: Operand(a), b: Operand(b), c: c.pointer, stride: c.width, depth: a.columns,
      beta: adding ? 1 : 0)
    let tiling = Tiling(rows: a.rows, columns: b.columns, depth: a.columns)
    team.run(tiling.count) { task, _ in product.run(tiling[task]) }
  }
}

/// A matrix in memory: element (i, j) of the untransposed matrix is at `i * stride + j`.
struct Operand {
  let pointer: UnsafeMutablePointer<Float>
  let stride: Int
  let isTransposed: Bool

  init(_ matrix: Matrix) {
    self.init(matrix.tensor.pointer, stride: matrix.tensor.width, isTransposed: matrix.isTransposed)
  }

  init(_ pointer: UnsafeMutablePointer<Float>, stride: Int, isTransposed: Bool = false) {
    self.pointer = pointer
    self.stride = stride
    self.isTransposed = isTransposed
  }

  /// The operand that begins at a row and column, counted after transposition.
  func at(row: Int, column: Int) -> UnsafeMutablePointer<Float> {
    pointer + (isTransposed ? column * stride + row : row * stride + column)
  }

  var order: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }
}

/// A product c = a b + beta c, any rectangle of which can be computed on its own.
struct BlockProduct {
  let a: Operand
  let b: Operand
  let c: UnsafeMutablePointer<Float>
  let stride: Int
  let depth: Int
  let beta: Float

  func run(_ tile: Tile) {
    cblas_sgemm(
      CblasRowMajor, a.order, b.order, CInt(tile.rows.count), CInt(tile.columns.count), CInt(depth),
      1, a.at(row: tile.rows.lowerBound, column: 0), CInt(a.stride),
      b.at(row: 0, column: tile.columns.lowerBound), CInt(b.stride), beta,
      c + tile.rows.lowerBound * stride + tile.columns.lowerBound, CInt(stride))
  }
}

/// A rectangle of a product.
struct Tile {
  let rows: Range<Int>
  let columns: Range<Int>
}

/// How a product is cut: along its longer side, by its shape alone.
struct Tiling {
  let rows: Int
  let columns: Int
  let count: Int
  private let chunk: Int

  /// Cuts a product into pieces of about 4 MFLOP or more, in at most 8 equal parts.
  init(rows: Int, columns: Int, depth: Int) {
    self.rows = rows
    self.columns = columns
    let longest = max(rows, columns)
    let parts = min(8, max(1, 2 * rows * columns * depth / 2_000_000))
    chunk = max(16, ((longest + parts - 1) / parts + 15) / 16 * 16)
    count = max(1, (longest + chunk - 1) / chunk)
  }

  subscript(task: Int) -> Tile {
    let lower = task * chunk
    if rows >= columns {
      return Tile(rows: lower..<min(rows, lower + chunk), columns: 0..<columns)
    }
    return Tile(rows: 0..<rows, columns: lower..<min(columns, lower + chunk))
  }
}
