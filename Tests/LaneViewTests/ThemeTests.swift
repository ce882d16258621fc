import Foundation
import LaneCanvas
import LaneView
import Testing
import Themes

@Suite struct ThemeTests {
    @Test func `the built-in themes can be read, in the order of their sources`() throws {
        #expect(try Theme.builtIn().map(\.name) == ThemeFiles.sources.map(\.name))
    }

    @Test func `monochrome uses the terminal's own colours only`() throws {
        let theme = try #require(try Theme.builtIn().first { $0.name == "monochrome" })
        for style in Role.allCases.map({ theme[$0] }) + (0..<theme.lockCount).map(theme.lock) {
            #expect(style.foreground == .standard)
            #expect(style.background == .standard)
        }
    }

    @Test func `a lock that is held by a sleeper keeps its colour as background`() throws {
        let theme = try #require(try Theme.builtIn().first)
        #expect(theme.onLock(0).attributes.contains(.reverse))
        #expect(theme.onLock(0).foreground == theme.lock(0).foreground)
    }

    @Test func `lock colours begin anew after the last`() throws {
        let theme = try #require(try Theme.builtIn().first)
        #expect(theme.lock(theme.lockCount) == theme.lock(0))
        #expect(theme.lock(-1) == theme.lock(0))
    }

    @Test(arguments: [
        (
            "rule      = \"slate\"", "rule = \"salte\"",
            "roles.rule: \"salte\" is not in the palette: expected one of"
        ),
        (
            "rule      = \"slate\"", "ruler = \"slate\"",
            "roles.ruler is no role: expected one of canvas, header"
        ),
        ("rule      = \"slate\"", "rule = 7", "roles.rule: expected a palette name, or a table such as"),
        ("rule      = \"slate\"", "rule = { fg = 7 }", "roles.rule.fg: expected a palette name"),
        ("rule      = \"slate\"", "rule = { bold = 1 }", "roles.rule.bold: expected true or false"),
        ("rule      = \"slate\"", "rule = { bald = true }", "roles.rule.bald: expected fg, bg, bold, dim"),
        (
            "slate  = \"#5d6a80\"", "slate = \"5d6a80\"",
            "palette.slate: expected a colour such as \"#1f2933\""
        ),
        ("locks = [", "locks = [\"gold\", ", "locks: \"gold\" is not in the palette"),
    ])
    func `an error names file, line and what was expected`(
        _ original: String, _ replacement: String, _ message: String
    ) throws {
        let source = try #require(ThemeFiles.sources.first).toml
        let line =
            try #require(source.components(separatedBy: "\n").firstIndex { $0.hasPrefix(original) }) + 1
        let broken = source.replacingOccurrences(of: original, with: replacement)
        let error = #expect(throws: FileError.self) { try Theme(name: "mine", toml: broken) }
        #expect(
            error?.description.hasPrefix("mine.toml:\(line): \(message)") == true,
            "\(String(describing: error))")
    }

    @Test func `a missing role, section or cycle is named`() throws {
        let source = try #require(ThemeFiles.sources.first).toml
        let message = { (toml: String) in
            #expect(throws: FileError.self) { try Theme(name: "mine", toml: toml) }?.message ?? ""
        }
        #expect(
            message(source.replacingOccurrences(of: "done      =", with: "# ")).hasPrefix(
                "roles.done is missing"))
        #expect(message("").hasPrefix("expected a section [palette]"))
        #expect(message("[palette]").hasPrefix("expected a section [roles]"))
        #expect(
            message(source.replacingOccurrences(of: "locks =", with: "looks =")).hasPrefix(
                "locks: expected a list"))
    }

    @Test func `a theme from before the code panel shows code in the colours that it has`() throws {
        let source = try #require(ThemeFiles.sources.first).toml
        let code = try #require(source.range(of: "code      ="))
        let theme = try Theme(name: "old", toml: String(source[..<code.lowerBound]))
        #expect(theme[.code] == theme[.canvas])
        #expect(theme[.keyword] == theme[.heading])
        #expect(theme[.string] == theme[.info])
        #expect(theme[.comment] == theme[.muted])
    }

    @Test func `every theme in the folder is built in, once`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../themes").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".toml")
        }
        #expect(files.count >= 10)
        #expect(files.sorted() == ThemeFiles.sources.map { "\($0.name).toml" }.sorted())
        for source in ThemeFiles.sources {
            let text = try String(contentsOfFile: "\(folder)/\(source.name).toml", encoding: .utf8)
            #expect(source.toml == text, "\(source.name)")
        }
    }

    @Test func `preferred themes come first, as they are preferred, and the others after them by name`() {
        #expect(
            ThemeFiles.ordered(["zebra", "nord", "apple", "light"]) == ["light", "nord", "apple", "zebra"])
        let names = ThemeFiles.sources.map(\.name)
        #expect(ThemeFiles.preferred.filter { !names.contains($0) } == [], "preferred, and not in the folder")
    }

    @Test func `lines are counted with the line ends of Windows, too`() throws {
        let source = try #require(ThemeFiles.sources.first).toml
        let broken = source.replacingOccurrences(of: "\"slate\"", with: "\"salte\"")
        let lines = try [broken, broken.replacingOccurrences(of: "\n", with: "\r\n")].map { toml in
            try #require(#expect(throws: FileError.self) { try Theme(name: "mine", toml: toml) }).line
        }
        #expect(lines[0] != nil)
        #expect(lines[0] == lines[1])
    }

    @Test func `a file that is not TOML is refused with its line`() {
        let error = #expect(throws: FileError.self) { try Theme(name: "mine", toml: "[palette]\nred = \n") }
        #expect(error?.line == 2)
        #expect(error?.file == "mine.toml")
    }
}
