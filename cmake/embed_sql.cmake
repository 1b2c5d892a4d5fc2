# Writes one .cpp that registers, before main(), the text of each SQL file of a module. maillage_library names its symbol
# on the link line of whoever uses the module, or the linker would leave it out of the program.
file(WRITE ${OUTPUT}.tmp "// Generated from the module's .sql files: do not edit.\n#include \"platform/sql/embedded.hpp\"\n")
file(APPEND ${OUTPUT}.tmp "extern \"C\" {\nextern const bool maillage_${MODULE}_sql;\nconst bool maillage_${MODULE}_sql =\n")
foreach(path ${FILES})
  get_filename_component(stem ${path} NAME_WLE)
  file(READ ${path} text)
  file(APPEND ${OUTPUT}.tmp "  maillage::sql::register_sql(\"${MODULE}\", \"${stem}\", R\"sql(${text})sql\") &&\n")
endforeach()
file(APPEND ${OUTPUT}.tmp "  true;\n}\n")
file(RENAME ${OUTPUT}.tmp ${OUTPUT})
