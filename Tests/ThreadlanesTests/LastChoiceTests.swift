import Foundation
import Testing

@testable import Threadlanes

@Suite struct LastChoiceTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "threadlanes-choice-\(UUID().uuidString)")

    private var choice: LastChoice { LastChoice(environment: ["XDG_STATE_HOME": folder.path]) }

    private func write(_ content: String) throws {
        let file = try #require(choice.file)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
    }

    private func clean() { try? FileManager.default.removeItem(at: folder) }

    @Test func `what is remembered is recalled, the last of several`() {
        defer { clean() }
        #expect(choice.recall() == nil)
        choice.remember("lock")
        #expect(choice.recall() == "lock")
        choice.remember("größer \"2\" \n")
        #expect(choice.recall() == "größer \"2\" \n")
        choice.remember("lock")
        #expect(choice.recall() == "lock")
    }

    @Test func `the first time is the first until something is remembered`() throws {
        defer { clean() }
        #expect(choice.isFirst)
        choice.remember("lock")
        #expect(!choice.isFirst)
        #expect(LastChoice(environment: [:]).isFirst)
    }

    @Test func `a file that makes no sense was somebody's`() throws {
        defer { clean() }
        try write("{")
        #expect(!choice.isFirst)
    }

    @Test func `a file replaces another whole and leaves nothing else behind`() throws {
        defer { clean() }
        for name in ["one", "two", "three"] { choice.remember(name) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/threadlanes")
        #expect(names == ["browser.json"])
    }

    @Test(arguments: [
        "", "lock", "{", "[]", "{}", "null", #"{"scenario":7}"#, #"{"scenario":"#, "\u{0}\u{1}",
        #"{"scenario":""# + String(repeating: "x", count: 5000) + #""}"#,
    ])
    func `what makes no sense is ignored, and written over`(_ content: String) throws {
        defer { clean() }
        try write(content)
        #expect(choice.recall() == nil)
        choice.remember("lock")
        #expect(choice.recall() == "lock")
    }

    @Test func `fields of a later version are no hindrance`() throws {
        defer { clean() }
        try write(#"{"scenario":"lock","since":12}"#)
        #expect(choice.recall() == "lock")
    }

    @Test func `a place that can not be written is no trouble`() throws {
        defer { clean() }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "threadlanes"))
        choice.remember("lock")
        #expect(choice.recall() == nil)
        let nowhere = LastChoice(environment: ["XDG_STATE_HOME": "/proc/nowhere"])
        nowhere.remember("lock")
        #expect(nowhere.recall() == nil)
    }

    @Test func `a folder in the file's place is no choice`() throws {
        defer { clean() }
        let file = try #require(choice.file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        #expect(choice.recall() == nil)
        choice.remember("lock")
    }

    @Test func `the file is where the XDG specification says`() {
        func path(_ environment: [String: String]) -> String? {
            LastChoice(environment: environment).file?.path
        }
        #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/threadlanes/browser.json")
        #expect(path(["HOME": "/h"]) == "/h/.local/state/threadlanes/browser.json")
        #expect(path(["XDG_STATE_HOME": "", "HOME": "/h"]) == "/h/.local/state/threadlanes/browser.json")
        #expect(path(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/threadlanes/browser.json")
        #expect(path([:]) == nil)
        #expect(path(["HOME": ""]) == nil)
    }
}
