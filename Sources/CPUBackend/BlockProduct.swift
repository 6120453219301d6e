import CKernels
import COpenBLAS
import Tensors

/// A matrix in memory as an operand of a product.
struct Operand {
  let pointer: UnsafeMutablePointer<Float>
  /// The distance in elements between rows in memory, or between the panels of a packed matrix.
  let stride: Int
  let form: ck_form

  init(_ matrix: Matrix) {
    self.init(
      matrix.tensor.pointer, stride: matrix.tensor.width, isTransposed: matrix.isTransposed)
  }

  init(_ pointer: UnsafeMutablePointer<Float>, stride: Int, isTransposed: Bool = false) {
    self.init(pointer, stride: stride, form: isTransposed ? CK_TRANSPOSED : CK_PLAIN)
  }

  init(_ pointer: UnsafeMutablePointer<Float>, stride: Int, form: ck_form) {
    self.pointer = pointer
    self.stride = stride
    self.form = form
  }

  /// The operand starting at a row and column, counted after transposition.
  ///
  /// A packed matrix can start only at the first row of a panel.
  func at(row: Int, column: Int) -> Operand {
    let offset =
      switch form {
      case CK_PACKED: column / Int(CK_PANEL) * stride
      case CK_TRANSPOSED: column * stride + row
      default: row * stride + column
      }
    return Operand(pointer + offset, stride: stride, form: form)
  }

  var matrix: ck_matrix { ck_matrix(data: pointer, stride: Int64(stride), form: form) }
  var order: CBLAS_TRANSPOSE { form == CK_TRANSPOSED ? CblasTrans : CblasNoTrans }
}

/// A single-threaded product c = a b or c += a b that can be computed tile by tile.
struct BlockProduct {
  let a: Operand
  let b: Operand
  let c: UnsafeMutablePointer<Float>
  let stride: Int
  let depth: Int
  var adds = false

  /// The scratch memory of a product, in floats.
  static let scratch = Int(CK_GEMM_SCRATCH)

  /// Computes one tile: by our kernel if the instruction set has one, else by OpenBLAS.
  func run(_ tile: Tile, _ kernel: ProductKernel, _ scratch: UnsafeMutablePointer<Float>) {
    let left = a.at(row: tile.rows.lowerBound, column: 0)
    let right = b.at(row: 0, column: tile.columns.lowerBound)
    let out = c + tile.rows.lowerBound * stride + tile.columns.lowerBound
    if let products = kernel.products {
      var (x, y) = (left.matrix, right.matrix)
      products.pointee.gemm(
        &x, &y, Int64(tile.rows.count), Int64(tile.columns.count), Int64(depth), adds ? 1 : 0, out,
        Int64(stride), scratch)
    } else {
      cblas_sgemm(
        CblasRowMajor, a.order, b.order, CInt(tile.rows.count), CInt(tile.columns.count),
        CInt(depth), 1, left.pointer, CInt(a.stride), right.pointer, CInt(b.stride), adds ? 1 : 0,
        out, CInt(stride))
    }
  }
}

/// The product implementation: our kernels of one precision, or OpenBLAS.
struct ProductKernel: Sendable {
  /// Our products; nil for OpenBLAS.
  nonisolated(unsafe) let products: UnsafePointer<ck_products>?

  /// The floats between the panels of a packed matrix, or nil if packing is not supported.
  func panelStride(depth: Int) -> Int? {
    guard let word = products?.pointee.word else { return nil }
    return (depth + Int(word) - 1) / Int(word) * Int(CK_PANEL)
  }

  /// Packs columns of a matrix into panels.
  func pack(_ matrix: Operand, columns: Int, depth: Int, to panels: UnsafeMutablePointer<Float>) {
    var matrix = matrix.matrix
    products?.pointee.pack(&matrix, Int64(columns), Int64(depth), panels)
  }
}

/// A rectangular part of a product.
struct Tile {
  let rows: Range<Int>
  let columns: Range<Int>

  init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// The whole product.
  init(rows: Int, columns: Int) { self.init(rows: 0..<rows, columns: 0..<columns) }
}

/// The tiling of a product along its longer side, determined by its shape alone.
struct Tiling {
  let rows: Int
  let columns: Int
  let count: Int
  private let chunk: Int

  /// Splits a product into at most 8 nearly equal tiles of about 2 MFLOP or 24K elements to read.
  ///
  /// The number of threads has no say: OpenBLAS's bits depend on the size of a product, so a split
  /// by threads would make results depend on the machine.
  init(rows: Int, columns: Int, depth: Int) {
    self.rows = rows
    self.columns = columns
    let longest = max(rows, columns)
    let unit = rows >= columns ? 12 : Int(CK_PANEL)  // the register tile of our kernel
    let work = max(2 * rows * columns * depth / 2_000_000, longest * depth / 24_576)
    let parts = min(8, max(1, work))
    chunk = max(unit, ((longest + parts - 1) / parts + unit - 1) / unit * unit)
    count = max(1, (longest + chunk - 1) / chunk)
  }

  /// Whether every tile spans all columns.
  var cutsRows: Bool { rows >= columns }

  subscript(task: Int) -> Tile {
    let lower = task * chunk
    if cutsRows {
      return Tile(rows: lower..<min(rows, lower + chunk), columns: 0..<columns)
    }
    return Tile(rows: 0..<rows, columns: lower..<min(columns, lower + chunk))
  }
}
