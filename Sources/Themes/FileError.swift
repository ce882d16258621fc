/// A file of the user's that cannot be used: where, and what would be right.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil when it is about the file as a whole.
    package let line: Int?
    package let message: String

    package init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        "\(file):\(line.map { "\($0):" } ?? "") \(message)"
    }
}
