/// A line that something printed that knows of no screen.
package struct PrintedLine: Hashable, Sendable {
    package let text: String
    package let isError: Bool
}

/// Cuts what is printed into lines. What has no end yet waits, but not without bound.
struct PrintedLines {
    private static let longest = 4096

    private let isError: Bool
    private var rest: [UInt8] = []

    init(isError: Bool) { self.isError = isError }

    mutating func take(_ news: (dropped: Int, bytes: [UInt8])) -> [PrintedLine] {
        var lines: [PrintedLine] = []
        if news.dropped > 0 {
            lines.append(PrintedLine(text: "[\(news.dropped) bytes are left out]", isError: isError))
            rest = []
        }
        for byte in news.bytes {
            if byte != UInt8(ascii: "\n") { rest.append(byte) }
            guard byte == UInt8(ascii: "\n") || rest.count >= Self.longest else { continue }
            if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
            lines.append(PrintedLine(text: String(decoding: rest, as: UTF8.self), isError: isError))
            rest.removeAll(keepingCapacity: true)
        }
        return lines
    }
}
