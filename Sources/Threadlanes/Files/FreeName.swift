import Glibc

/// Names for files that nobody has named: after a scenario and the time, in the current folder.
enum FreeName {
    /// How many files of the same second there may be.
    private static let limit = 1000

    /// Makes a file that was not there before: `lock-20261122-183145.cast`, or with `-2` and so on before the ending.
    static func makeFile(_ scenario: String, ending: String) throws(OutputError) -> OutputFile {
        let stem = "\(safe(scenario))-\(timestamp)"
        return try makeFile(stem: stem, ending: ending, from: 1)
    }

    /// Makes a file beside one of this name, which has been used: `run-2.trace.jsonl`.
    static func makeFile(beside path: String) throws(OutputError) -> OutputFile {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        let dot = name.firstIndex(of: ".") ?? path.endIndex
        return try makeFile(stem: String(path[..<dot]), ending: String(path[dot...]), from: 2)
    }

    private static func makeFile(
        stem: String, ending: String, from first: Int
    ) throws(OutputError) -> OutputFile {
        for number in first..<limit {
            let path = number == 1 ? stem + ending : "\(stem)-\(number)\(ending)"
            do {
                return try OutputFile(path, .new)
            } catch {
                guard error.isTaken else { throw error }
            }
        }
        throw OutputError(path: stem + ending, reason: .fileExists)
    }

    /// A name from elsewhere, as part of a file's: letters, digits, hyphens.
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
