/// A text as a word of a shell command that is shown to somebody: a POSIX shell takes it for exactly that text, no program
/// takes it for an option, and the terminal shows it as it is.
package enum ShellWord {
    /// - Parameter path: a file's name, or a path to it.
    package static func path(_ path: String) -> String { word(path.hasPrefix("-") ? "./" + path : path) }

    package static func word(_ text: String) -> String {
        if !text.isEmpty, text.unicodeScalars.allSatisfy(isPlain) { return text }
        if DisplayText.escaped(text) == text { return quoted(text) }
        // A command's output loses the line feeds at its end: they stand as they are.
        let rest = text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
        let start = String(String.UnicodeScalarView(text.unicodeScalars.dropLast(rest)))
        let printed = start.isEmpty ? "" : "\"$(printf '\(octal(start))')\""
        return printed + (rest == 0 ? "" : quoted(String(repeating: "\n", count: rest)))
    }

    private static func quoted(_ text: String) -> String {
        // By scalars: a mark can join the quotation mark before it.
        var result = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { result += "'\\''" } else { result.unicodeScalars.append(scalar) }
        }
        return result + "'"
    }

    /// A format of printf's. Anything that it, quotation marks or a shell's history could take for something else is a number.
    private static func octal(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            let isShown = character == " " || character.unicodeScalars.allSatisfy(isPlain)
            if isShown, DisplayText.isVisible(character), !(result.isEmpty && character == "-") {
                result.append(character)
            } else {
                for byte in String(character).utf8 {
                    let digits = String(byte, radix: 8)
                    result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
                }
            }
        }
    }

    /// Nothing that any shell reads as more than itself.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-": true
        default: !scalar.isASCII && scalar.properties.isAlphabetic && DisplayWidth.isPlain(scalar)
        }
    }
}
