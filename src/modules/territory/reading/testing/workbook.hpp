// For tests: an XLSX made by hand, each sheet a name and rows of texts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modules/territory/reading/testing/zipped.hpp"

namespace maillage::territory::reading {

struct Sheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;
};

inline std::string sheet_xml(const Sheet& sheet) {
  std::string xml = R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)";
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    xml += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
      xml += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
             "\" t=\"inlineStr\"><is><t>" + sheet.rows[r][c] + "</t></is></c>";
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

inline std::string workbook(const std::vector<Sheet>& sheets) {
  const std::string head = "http://schemas.openxmlformats.org/", office = head + "officeDocument/2006/relationships";
  std::string types, names, links;
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1), path = "worksheets/sheet" + number + ".xml";
    types += "<Override PartName=\"/xl/" + path +
             "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
    names += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    links += "<Relationship Id=\"rId" + number + "\" Type=\"" + office + "/worksheet\" Target=\"" + path + "\"/>";
    files.emplace_back("xl/" + path, sheet_xml(sheets[i]));
  }
  files.emplace_back(
      "[Content_Types].xml",
      "<Types xmlns=\"" + head +
          "package/2006/content-types\">"
          "<Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Override PartName=\"/xl/workbook.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" +
          types + "</Types>");
  files.emplace_back("_rels/.rels", "<Relationships xmlns=\"" + head +
                                        "package/2006/relationships\">"
                                        "<Relationship Id=\"rId1\" Type=\"" +
                                        office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  files.emplace_back("xl/workbook.xml", "<workbook xmlns=\"" + head + "spreadsheetml/2006/main\" xmlns:r=\"" + office +
                                            "\"><sheets>" + names + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels",
                     "<Relationships xmlns=\"" + head + "package/2006/relationships\">" + links + "</Relationships>");
  return zipped(files);
}

}  // namespace maillage::territory::reading
