import Foundation
import TestSupport
import Testing

@testable import Threadlanes

@Suite struct OutputFileTests {
    @Test func `chunks are written in order, whoever makes them`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "out").path
            let file = try OutputFile(path, .stream)
            for number in 0..<100 {
                file.append("\(number) ")
                file.append { Array("\(number)\n".utf8) }
            }
            try file.finish()
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text == (0..<100).map { "\($0) \($0)\n" }.joined())
            #expect(file.byteCount == text.utf8.count)
            #expect(file.size == text.utf8.count)
        }
    }

    @Test func `a file to be replaced whole stays as it was until the end`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "out").path
            try "before".write(toFile: path, atomically: true, encoding: .utf8)
            let given = try OutputFile(path, .whole)
            given.append("given up")
            given.abandon()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")

            let file = try OutputFile(path, .whole)
            file.append("after")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
            try file.finish()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "after")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    @Test func `what a link leads to is replaced, not the link`() throws {
        try withTemporaryFolder { folder in
            let (file, link) = (folder.appending(path: "file").path, folder.appending(path: "link").path)
            try "before".write(toFile: file, atomically: true, encoding: .utf8)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            let output = try OutputFile(link, .whole)
            output.append("after")
            try output.finish()
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "after")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        }
    }

    @Test func `a file in the making has no name, so that nothing is left of it`() throws {
        try withTemporaryFolder { folder in
            let file = try OutputFile(folder.appending(path: "out").path, .whole)
            file.append("half")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
            try file.finish()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    @Test func `a file is replaced whole, or stays as it was`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "out").path
            try FileReplacement.write("one".utf8, to: path)
            try FileReplacement.write("two".utf8, to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")

            // Something else has taken the place meanwhile: nothing is left of the attempt.
            let late = try #require(try FileReplacement(of: path))
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(throws: (any Error).self) { try late.commit() }
            try late.file.close()
            #expect(throws: (any Error).self) { try FileReplacement.write("three".utf8, to: path) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    @Test(arguments: ["folder/", "."]) func `a folder's name is no file's`(_ name: String) throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/" + name
            let error = #expect(throws: OutputError.self) { try OutputFile(path, .whole) }
            #expect(error?.isUsage == true)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left == [])
        }
    }

    @Test func `the first error is kept, and told at the end`() throws {
        let file = try OutputFile("/dev/full", .stream)
        file.append("one")
        file.append("two")
        let error = #expect(throws: OutputError.self) { try file.finish() }
        #expect(error?.description == "'/dev/full' can not be written: No space left on device.")
        #expect(error?.isUsage == false)
    }

    @Test func `a place where no file can be is the user's mistake`() {
        let error = #expect(throws: OutputError.self) { try OutputFile("/proc/nowhere/at/all", .whole) }
        #expect(error?.isUsage == true)
        #expect(error?.description == "'/proc/nowhere/at/all' can not be written: No such file or directory.")
    }

    @Test func `files that nobody has named never replace one`() throws {
        try withTemporaryFolder { folder in
            let names = try (0..<3).map { _ in
                try FreeName.makeFile(beside: folder.appending(path: "run.trace.jsonl").path).path
            }
            #expect(
                names.map { String($0.split(separator: "/").last ?? "") } == [
                    "run-2.trace.jsonl", "run-3.trace.jsonl", "run-4.trace.jsonl",
                ])
        }
    }

    @Test(arguments: ["run.trace.jsonl", ".hidden", String(repeating: "ü", count: 127)])
    func `a further name is a name, however long or short the first is`(_ name: String) throws {
        try withTemporaryFolder { folder in
            let file = try FreeName.makeFile(beside: folder.path + "/" + name)
            #expect(!file.path.contains("/-"))
            #expect(file.path.split(separator: "/").last.map { $0.utf8.count <= 255 } == true)
            #expect(file.path.contains("-2"))
        }
    }
}
