import Glibc
import SystemPackage

/// Names for files that nobody has named: after a scenario and the time, in the current folder, or after another file.
enum FreeName {
    /// How many files of the same second there may be.
    private static let limit = 1000
    /// The longest name in bytes that every file system has room for.
    private static let longest = 255

    /// Makes a file that was not there before: `lock-20261122-183145.cast`, or with `-2` and so on before the ending.
    static func makeFile(_ scenario: String, ending: String) throws(OutputError) -> OutputFile {
        try makeFile(stem: "\(safe(scenario))-\(timestamp)", ending: ending, from: 1)
    }

    /// Makes a file beside one of this name, which has been used: `run-2.trace.jsonl`.
    static func makeFile(beside path: String) throws(OutputError) -> OutputFile {
        let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        // A dot at the beginning hides a file, and begins no ending.
        let dot = path[start...].dropFirst().firstIndex(of: ".") ?? path.endIndex
        return try makeFile(stem: String(path[..<dot]), ending: String(path[dot...]), from: 2)
    }

    private static func makeFile(
        stem: String, ending: String, from first: Int
    ) throws(OutputError) -> OutputFile {
        do {
            return try self.first(stem, ending: ending, from: first) { try OutputFile($0, .new) }.file
        } catch {
            throw error as? OutputError ?? OutputError(path: stem + ending, reason: Errno(thrown: error))
        }
    }

    /// The first name that `make` can make something of: `stem.part`, `stem-2.part` and so on, shortened where that is too long
    /// for a name.
    ///
    /// - Throws: what `make` throws, unless it says that there is a file of that name.
    static func first<File, Failure>(
        _ stem: String, ending: String, from first: Int = 1, _ make: (String) throws(Failure) -> File
    ) throws(Failure) -> (name: String, file: File) {
        var number = first
        while true {
            let name = fitted(stem, (number == 1 ? "" : "-\(number)") + ending)
            do throws(Failure) {
                return (name, try make(name))
            } catch {
                let isTaken = error as? Errno == .fileExists || (error as? OutputError)?.isTaken == true
                guard isTaken, number < limit else { throw error }
            }
            number += 1
        }
    }

    /// A path with an ending, the last part of which is short enough for a name.
    private static func fitted(_ stem: String, _ ending: String) -> String {
        let start = stem.lastIndex(of: "/").map(stem.index(after:)) ?? stem.startIndex
        var name = stem[start...]
        while name.utf8.count + ending.utf8.count > longest, !name.isEmpty {
            name.unicodeScalars.removeLast()
        }
        return stem[..<start] + name + ending
    }

    /// A name from elsewhere, as part of a file's: letters, digits, hyphens. Not long.
    private static func safe(_ name: String) -> String {
        let kept = name.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
                ? Character(scalar) : "-"
        }
        return kept.isEmpty ? "run" : String(kept.prefix(60))
    }

    private static var timestamp: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let count = strftime(buffer.baseAddress, buffer.count, "%Y%m%d-%H%M%S", &parts)
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
