/// How large a frame or a terminal is, in character cells. Neither side is ever negative.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
    }
}

extension Size: CustomStringConvertible {
    /// `80x24`: columns first, as terminals and the command line say it.
    package var description: String { "\(columns)x\(rows)" }
}
