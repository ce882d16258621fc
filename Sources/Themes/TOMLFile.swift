import TOMLKit

/// A TOML file while it is being read: what is in it, and where, so that whatever is wrong can be told with its line.
package struct TOMLFile {
    package let table: TOMLTable
    package let file: String
    private let lines: TOMLLines

    /// - Parameter file: what the file is called in errors.
    package init(_ toml: String, file: String) throws(FileError) {
        self.file = file
        lines = TOMLLines(toml)
        if let problem = TOMLGuard.problem(in: toml) {
            throw FileError(file: file, line: problem.line, message: problem.message)
        }
        do {
            table = try TOMLTable(string: toml)
        } catch let error as TOMLParseError {
            throw FileError(
                file: file, line: error.source.begin.line,
                message: "\(error.description); expected TOML, in which texts stand in quotes")
        } catch {
            throw FileError(file: file, line: nil, message: "expected a TOML document")
        }
    }

    /// An error at a key, or at its section's beginning where the key is nil or missing.
    package func error(_ message: String, at key: String?, in section: String = "") -> FileError {
        FileError(file: file, line: lines.line(of: key, in: section), message: message)
    }
}
