#include "modules/territory/reading/convert.hpp"

namespace maillage::territory::reading {
namespace {

// Every driver of GDAL 3.6 but the five we use: a file is never opened as something that reads other files or the
// network.
constexpr const char* kSkippedDrivers =
    "GDAL_SKIP="
    "FITS,PCIDSK,netCDF,PDS4,VICAR,JP2OpenJPEG,PDF,MBTiles,BAG,EEDA,OGCAPI,MapInfo File,UK .NTF,LVBAG,"
    "OGR_SDTS,S57,DGN,OGR_VRT,VRT,NAS,GML,GPX,LIBKML,KML,GeoJSONSeq,ESRIJSON,TopoJSON,Interlis 1,"
    "Interlis 2,OGR_GMT,SQLite,ODBC,WAsP,PGeo,MSSQLSpatial,OGR_OGDI,PostgreSQL,MySQL,OpenFileGDB,DXF,CAD,"
    "FlatGeobuf,Geoconcept,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,SOSI,EDIGEO,SVG,Idrisi,ODS,"
    "Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,GMLAS,MVT,NGW,MapML,TIGER,AVCBin,"
    "AVCE00,HTTP,WMS,WCS,DODS";

// Nothing of ours is passed on; GDAL is told to stay off the network, off plug-ins and off other files.
std::vector<std::string> environment(const TemporaryFolder& folder) {
  const std::string home = folder.path().string();
  return {"PATH=/usr/bin:/bin",
          "LC_ALL=C.UTF-8",
          "HOME=" + home,
          "TMPDIR=" + home,
          "CPL_TMPDIR=" + home,
          "PROJ_NETWORK=OFF",
          "GDAL_DRIVER_PATH=disable",
          "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS=NO",
          "GDAL_CACHEMAX=64",
          "OGR_XLSX_HEADERS=DISABLE",
          "OGR_XLSX_FIELD_TYPES=STRING",
          "OGR_XLS_HEADERS=DISABLE",
          "OGR_XLS_FIELD_TYPES=STRING",
          kSkippedDrivers};
}

}  // namespace

ProcessEnd run_gdal(const TemporaryFolder& folder, std::string_view program, std::vector<std::string> arguments,
                    std::chrono::milliseconds time) {
  platform::Command command;
  command.program = "/usr/bin/" + std::string(program);
  command.arguments = std::move(arguments);
  command.environment = environment(folder);
  command.time = time;
  return run_process(folder, command);
}

}  // namespace maillage::territory::reading
