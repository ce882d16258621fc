import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Threadlanes

/// What stays as it was when a file is replaced, on file systems and in folders of every sort.
@Suite struct FileReplacementTests {
    private static let ways = FileReplacement.Way.allCases

    private func replace(_ path: String, with text: String, _ ways: [FileReplacement.Way]) throws {
        let replacement = try #require(try FileReplacement(of: path, ways: ways))
        defer { try? replacement.file.close() }
        try replacement.file.writeAll(text.utf8)
        try replacement.commit()
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test(arguments: ways)
    func `another's file of the name that would be used is never touched`(way: FileReplacement.Way) throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            try "before".write(toFile: path, atomically: false, encoding: .utf8)
            try "another's".write(toFile: path + ".part", atomically: false, encoding: .utf8)
            try FileManager.default.createSymbolicLink(
                atPath: path + "-2.part", withDestinationPath: folder.path + "/elsewhere")
            try replace(path, with: "after", [way])
            #expect(try text(path) == "after")
            #expect(try text(path + ".part") == "another's")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                    "out", "out-2.part", "out.part",
                ])
        }
    }

    @Test(arguments: ways, [0o600, 0o640, 0o664, 0o755])
    func `what is replaced keeps its mode, whatever new files have`(way: FileReplacement.Way, mode: Int)
        throws
    {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            try "before, and longer".write(toFile: path, atomically: false, encoding: .utf8)
            chmod(path, mode_t(mode))
            let replacement = try #require(try FileReplacement(of: path, ways: [way]))
            // Nor is what is being made for others before it is there.
            #expect((FileStatus(replacement.file)?.mode ?? 0) & 0o777 & ~mode_t(mode) == 0)
            try replacement.file.writeAll("after".utf8)
            try replacement.commit()
            try replacement.file.close()
            #expect((FileStatus(path)?.mode ?? 0) & 0o777 == mode_t(mode))
            #expect(try text(path) == "after")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give files away"), arguments: ways)
    func `what is replaced keeps its owner where that is permitted`(way: FileReplacement.Way) throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            try "before".write(toFile: path, atomically: false, encoding: .utf8)
            chown(path, 12, 34)
            try replace(path, with: "after", [way])
            let status = FileStatus(path)
            #expect(status?.owner == 12 && status?.group == 34)
        }
    }

    @Test(arguments: ways.dropLast(), [251, 252, 253, 254, 255])
    func `names may be as long as names may be`(way: FileReplacement.Way, length: Int) throws {
        try withTemporaryFolder { folder in
            for letter in ["x", "ü"] {
                let name =
                    String(repeating: "x", count: length % 2)
                    + String(
                        repeating: letter, count: (length - length % 2) / letter.utf8.count)
                let path = folder.path + "/" + name
                for content in ["one", "two"] { try replace(path, with: content, [way]) }
                #expect(try text(path) == "two")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        }
    }

    @Test(arguments: ways.dropLast(), [true, false])
    func `a link is written through to where it leads, be there a file or not`(
        way: FileReplacement.Way, isDangling: Bool
    ) throws {
        try withTemporaryFolder { folder in
            let files = FileManager.default
            for name in ["a", "b", "c"] {
                try files.createDirectory(
                    atPath: "\(folder.path)/\(name)", withIntermediateDirectories: false)
            }
            // Across folders, with a link to a link, and one on the way.
            try files.createSymbolicLink(atPath: folder.path + "/a/one", withDestinationPath: "../b/two")
            try files.createSymbolicLink(atPath: folder.path + "/b/two", withDestinationPath: "way/three")
            try files.createSymbolicLink(
                atPath: folder.path + "/b/way", withDestinationPath: folder.path + "/c")
            if !isDangling {
                try "before".write(toFile: folder.path + "/c/three", atomically: false, encoding: .utf8)
            }
            try replace(folder.path + "/a/one", with: "after", [way])
            #expect(try text(folder.path + "/c/three") == "after")
            #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/a/one") == "../b/two")
            #expect(try files.contentsOfDirectory(atPath: folder.path + "/c") == ["three"])
            #expect(try files.contentsOfDirectory(atPath: folder.path + "/b").sorted() == ["two", "way"])
        }
    }

    @Test func `a link to itself is an error, not a file`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/loop"
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "loop")
            let error = #expect(throws: Errno.self) { try FileReplacement(of: path) }
            #expect(error == .tooManySymbolicLinkLevels)
        }
    }

    @Test func `where a file system knows no files without names, one that is free does it`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            let replacement = try #require(try FileReplacement(of: path, ways: [.named]))
            try replacement.file.writeAll("half".utf8)
            #expect(try text(path + ".part") == "half")
            replacement.discard()
            try replacement.file.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test
    func `where the folder takes no new file, the file itself is overwritten, and only when all is there`()
        throws
    {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            let long = String(repeating: "before ", count: 30_000)
            try long.write(toFile: path, atomically: false, encoding: .utf8)
            let number = FileStatus(path)
            let replacement = try #require(try FileReplacement(of: path, ways: [.elsewhere]))
            try replacement.file.writeAll("after".utf8)
            #expect(try text(path) == long)
            try replacement.commit()
            try replacement.file.close()
            #expect(try text(path) == "after")
            #expect(FileStatus(path).flatMap { now in number?.isSameFile(as: now) } == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    @Test func `what grows can be read beside what is there, and takes its place when it is whole`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/out"
            let new = try OutputFile(path, .growing)
            new.append("new")
            try new.finish()
            #expect(new.beginning == nil)
            let file = try OutputFile(path, .growing)
            file.append("beginning")
            file.abandon()
            #expect(try text(path) == "new")
            #expect(file.beginning == path + ".part")
            try file.finish()
            #expect(try text(path) == "beginning")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    // MARK: The command

    @Test func `a private file stays private, and a file beside it is left alone`() async throws {
        let run = try await shell(
            """
            umask 022; echo old >a.txt; chmod 600 a.txt; echo mine >a.txt.part; ln -s new.txt b.txt
            for name in a b; do "$threadlanes" record lock --seed 7 --still 1 -f -o $name.txt 2>/dev/null || exit 1; done
            cat a.txt.part; stat -c %a a.txt; cmp a.txt new.txt; stat -c %a new.txt; ls
            """)
        #expect(run.lines == ["mine", "600", "644", "a.txt", "a.txt.part", "b.txt", "new.txt"])
    }

    @Test(arguments: [251, 255]) func `a file with a long name is recorded twice`(length: Int) async throws {
        let run = try await shell(
            """
            name=$(printf '%\(length - 4)s.txt' | tr ' ' x)
            for try in 1 2; do "$threadlanes" record lock --seed 7 --still 1 -f -o $name 2>/dev/null || exit 1; done
            ls | wc -l; "$threadlanes" run lock --seed 7 --speed max --plain --trace $name >/dev/null && head -c 9 $name
            """)
        #expect(run.lines.first == "1")
        #expect(run.output.hasSuffix(#"{"format""#))
    }
}
