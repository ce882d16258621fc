import Foundation
import FoundationXML
import LaneCanvas

/// Reads a picture of ours as a viewer would at one moment: groups whose time has not come are left out.
///
/// A `rect` of whole cells wipes what is under it; text stands where its `x` and `y` say.
final class SVGReader: NSObject, XMLParserDelegate {
    private(set) var title = ""
    private(set) var texts: [(row: Int, column: Int, text: String)] = []
    /// Percent of the round, by the name of the animation.
    private(set) var moments: [String: Double] = [:]
    private(set) var seconds = 0.0
    private var groups: [String] = []
    private var element = ""
    private var characters = ""
    private var place = (row: 0, column: 0, isCentred: false)
    private var style = ""
    private var elements: [(group: String, apply: (inout [[Character]]) -> Void)] = []
    private let size: Size

    init(_ svg: String, size: Size) throws {
        self.size = size
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        for match in style.matches(
            of: /@keyframes (K\d+)\{0%\{visibility:hidden\}([0-9.]+)%\{visibility:visible\}\}/)
        {
            moments[String(match.1)] = Double(match.2)
        }
        if let match = style.firstMatch(of: /\.F\{animation:([0-9.]+)s step-end infinite\}/) {
            seconds = Double(match.1) ?? 0
        }
    }

    /// The text at a time, as `Frame.text` has it.
    func text(at time: Double) -> String {
        var grid = Array(repeating: Array(repeating: Character(" "), count: size.columns), count: size.rows)
        for element in elements {
            let percent = element.group.isEmpty ? 0 : moments[element.group] ?? .infinity
            if percent / 100 * seconds <= time + 1e-5 { element.apply(&grid) }
        }
        return grid.map { row in
            var line = String(row.filter { $0 != "\0" })
            while line.last == " " { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        element = name
        characters = ""
        func number(_ key: String) -> Int { attributes[key].flatMap { Int($0) } ?? 0 }
        switch name {
        case "g": groups.append((attributes["style"] ?? "").replacing("animation-name:", with: ""))
        case "rect" where !groups.isEmpty:
            let rows = number("y") / 17..<(number("y") + number("height")) / 17
            let columns = number("x") / 8..<(number("x") + number("width")) / 8
            elements.append(
                (
                    group,
                    { grid in
                        for row in rows { for column in columns { grid[row][column] = " " } }
                    }
                ))
        case "text": place = (number("y") / 17, number("x") / 8, false)
        default: break
        }
    }

    private var group: String { groups.count > 1 ? groups[1] : "" }

    func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        switch name {
        case "g": groups.removeLast()
        case "title": title = characters
        case "style": style += characters
        case "text":
            let (text, row, start) = (characters, place.row, place.column)
            texts.append((row, start, text))
            elements.append(
                (
                    group,
                    { grid in
                        var column = start
                        for character in text {
                            grid[row][column] = character
                            let width = DisplayText.width(of: character)
                            if width == 2 { grid[row][column + 1] = "\0" }
                            column += width
                        }
                    }
                ))
        default: break
        }
        characters = ""
    }
}
