import Foundation
import LaneView
import TestSupport
import Testing
import Themes
import Threadlanes

@Suite struct ThemeLibraryTests {
    private let source: String

    init() throws { source = try #require(ThemeFiles.sources.first { $0.name == "light" }).toml }

    private func file(_ name: String, _ toml: String) -> ThemeLibrary.File {
        (name, "/themes/\(name).toml", .success(toml))
    }

    @Test func `without files there are the built-in themes`() {
        let library = ThemeLibrary([])
        #expect(library.themes.map(\.name) == ThemeFiles.sources.map(\.name))
        #expect(library.problems.isEmpty)
        #expect(library.entries.allSatisfy { $0.file == nil })
    }

    @Test func `a file wins over the built-in theme of its name, in that one's place`() throws {
        let library = ThemeLibrary([file("nord", source)])
        #expect(library.themes.map(\.name) == ThemeFiles.sources.map(\.name))
        #expect(library.theme(named: "nord")[.canvas] == library.theme(named: "light")[.canvas])
        #expect(library.entries.first { $0.theme.name == "nord" }?.file == "/themes/nord.toml")
    }

    @Test func `new names come after the built-in ones`() {
        let library = ThemeLibrary([file("zebra", source), file("apple", source)])
        #expect(library.themes.map(\.name) == ThemeFiles.sources.map(\.name) + ["zebra", "apple"])
    }

    @Test func `a bad file is reported with its line, and what is built in is used`() throws {
        let bad = source.replacingOccurrences(of: "rule      = \"stone\"", with: "rule = \"stoen\"")
        let library = ThemeLibrary([file("mine", bad), file("nord", bad)])
        let lines = bad.components(separatedBy: "\n")
        let line = try #require(lines.firstIndex { $0.hasPrefix("rule") }) + 1
        #expect(library.problems.map(\.line) == [line, line])
        #expect(library.problems.map(\.file) == ["/themes/mine.toml", "/themes/nord.toml"])
        #expect(library.theme(named: "mine").name == "dark")
        #expect(library.entries.first { $0.theme.name == "nord" }?.file == nil)
        #expect(library.theme(named: "nord").name == "nord")
    }

    @Test func `files are read from the folder, bad ones without waiting or filling memory`() throws {
        try withTemporaryFolder { base in
            let folder = try #require(ConfigurationFolder { $0 == "XDG_CONFIG_HOME" ? base.path : nil })
            try FileManager.default.createDirectory(atPath: folder.themes, withIntermediateDirectories: true)
            let path = { (name: String) in "\(folder.themes)/\(name)" }
            try source.write(toFile: path("mine.toml"), atomically: true, encoding: .utf8)
            try source.write(toFile: path("notes.txt"), atomically: true, encoding: .utf8)
            try source.write(toFile: path(".hidden.toml"), atomically: true, encoding: .utf8)
            try Data(repeating: 35, count: 70_000).write(to: URL(filePath: path("huge.toml")))
            try Data([0xC3, 0x28]).write(to: URL(filePath: path("latin.toml")))
            try FileManager.default.createDirectory(
                atPath: path("folder.toml"), withIntermediateDirectories: true)
            mkfifo(path("pipe.toml"), 0o600)
            try FileManager.default.createSymbolicLink(
                atPath: path("linked.toml"), withDestinationPath: path("mine.toml"))

            let library = ThemeLibrary(folder: folder)
            #expect(library.themes.map(\.name) == ThemeFiles.sources.map(\.name) + ["linked", "mine"])
            #expect(
                library.problems.map(\.description) == [
                    "\(path("folder.toml")): expected a file of text",
                    "\(path("huge.toml")): expected a file of at most 64 KiB",
                    "\(path("latin.toml")): expected text in UTF-8",
                    "\(path("pipe.toml")): expected a file of text",
                ])
        }
    }

    @Test func `a folder that is not there is no problem`() throws {
        let folder = try #require(ConfigurationFolder { $0 == "HOME" ? "/nowhere/at/all" : nil })
        #expect(ThemeLibrary(folder: folder).problems.isEmpty)
    }
}
