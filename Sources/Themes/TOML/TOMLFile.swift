/// A TOML file while it is being read: what is in it, and where, so that whatever is wrong can be told with its line.
package struct TOMLFile {
    package let table: TOMLTable
    package let file: String

    /// - Parameter file: what the file is called in errors.
    package init(_ toml: String, file: String) throws(FileError) {
        self.file = file
        do {
            table = try TOMLDocument.table(of: toml)
        } catch {
            throw FileError(file: file, line: error.line, message: "expected \(error.expected)")
        }
    }

    /// An error at a key, or at its section's beginning where the key is nil or missing.
    package func error(_ message: String, at key: String?, in section: String = "") -> FileError {
        let place = section.isEmpty ? nil : table[section]
        let home = section.isEmpty ? table : place?.table
        let line = key.flatMap { home?[$0]?.line } ?? place?.line
        return FileError(file: file, line: line, message: message)
    }
}
