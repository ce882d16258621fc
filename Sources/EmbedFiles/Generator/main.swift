import Foundation

/// Writes a Swift file with the texts of other files: `EmbedFilesGenerator OUTPUT FILE…`.

/// A text as the inside of a literal of several lines.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += "\\\\"
        case "\"": result += "\\\""
        case "\n": result += "\n"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// A file's name without its ending, and its text, as an element of an array.
func entry(_ path: String) throws -> String {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    return "        (\"\(escaped(name))\", \"\"\"\n\(escaped(text))\n\"\"\"),\n"
}

guard let output = CommandLine.arguments.dropFirst().first else {
    FileHandle.standardError.write(Data("usage: EmbedFilesGenerator OUTPUT FILE…\n".utf8))
    exit(64)
}

do {
    let source = """
        /// Files as they were when this was built.
        enum EmbeddedFiles {
            /// Each file's name without its ending, and its text.
            static let texts: [(name: String, text: String)] = [
        \(try CommandLine.arguments.dropFirst(2).map(entry).joined())    ]
        }

        """
    try source.write(toFile: output, atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
