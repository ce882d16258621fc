import Foundation
import TestSupport
import Testing

@testable import LaneCanvas

/// What a real shell makes of it.
@Suite struct ShellWordTests {
    @Test(arguments: [
        ("lesson.cast", "lesson.cast"), ("a b.cast", "'a b.cast'"), ("it's", #"'it'\''s'"#), ("", "''"),
        ("-o", "./-o"), ("größer", "größer"), ("a\nb", #""$(printf 'a\012b')""#), ("$(rm x)", "'$(rm x)'"),
        ("-\u{1B}!%\\", #""$(printf './-\033\041\045\134')""#),
    ])
    func `what a shell reads as itself stands as it is, all else is quoted`(path: String, word: String) {
        #expect(ShellWord.path(path) == word)
    }

    @Test func `any path comes back from a shell as it was, and is harmless to a terminal`() throws {
        let marks = [
            "'", "\"", " ", "\n", "-", "\\", "$", "`", "!", "%", "~", "*", "?", "#", "&", ";", "|", "<", "(",
            "{", "\t",
            "\r", "\r\n", "\u{1B}", "\u{7F}", "\u{301}", "\u{202E}", "\u{A0}", "\u{200B}", "é", "漢", "👩‍🚀", "a",
            "7", ".", "/",
            "=", "^", "\u{85}", "\u{2028}", "x",
        ]
        var generator = SystemRandomNumberGenerator()
        let paths = (0..<1_500).map { number -> String in
            number < marks.count
                ? marks[number]
                : (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                    marks.randomElement(using: &generator) ?? ""
                }.joined()
        }
        for path in paths {
            let shown = ShellWord.path(path)
            let visible = shown.replacing("\n", with: "")
            #expect(DisplayText.escaped(visible) == visible)
        }
        try withTemporaryFolder { folder in
            let script = folder.appending(path: "script").path
            let commands = paths.map { "printf '%s\\0' \(ShellWord.path($0))\n" }.joined()
            try commands.write(toFile: script, atomically: false, encoding: .utf8)
            for shell in ["sh", "bash"] {
                let stream = try #require(popen("exec \(shell) '\(script)'", "re"))
                var output: [UInt8] = []
                var chunk = [UInt8](repeating: 0, count: 1 << 16)
                while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
                    output += chunk.prefix(count)
                }
                #expect(pclose(stream) == 0)
                let words = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
                #expect(words.count == paths.count)
                for (word, path) in zip(words, paths) {
                    #expect(Array(word) == Array((path.hasPrefix("-") ? "./" + path : path).utf8), "\(shell)")
                }
            }
        }
    }
}
