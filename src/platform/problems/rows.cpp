// The refusals of the platform itself.
#include "platform/problems/rows.hpp"

namespace maillage::platform {
namespace {

constexpr ProblemRow kRows[] = {
    // What is wrong in an input.
    {"input_invalid", 422, "La demande contient {count} erreurs, listées une à une.",
     "The request holds {count} faults, listed one by one."},
    {"input_syntax", 400, "Le texte reçu n’est pas du JSON valide ({expected}).",
     "The text received is not valid JSON ({expected})."},
    {"input_size", 413, "Le texte reçu est trop long ({expected}).", "The text received is too long ({expected})."},
    {"input_depth", 400, "Le texte reçu est trop imbriqué ({expected}).",
     "The text received is nested too deeply ({expected})."},
    {"input_duplicate", 422, "Le champ {path} est donné deux fois.", "The field {path} is given twice."},
    {"input_unknown", 422, "Le champ {path} n’existe pas ici.", "There is no field {path} here."},
    {"input_missing", 422, "Le champ {path} est obligatoire.", "The field {path} is required."},
    {"input_type", 422, "Le champ {path} n’est pas du type attendu ({expected}).",
     "The field {path} is not of the expected type ({expected})."},
    {"input_format", 422, "Le champ {path} n’a pas la forme attendue ({expected}).",
     "The field {path} does not have the expected form ({expected})."},
    {"input_enum", 422, "Le champ {path} doit être l’une de ces valeurs : {expected}.",
     "The field {path} must be one of these values: {expected}."},
    {"input_range", 422, "Le champ {path} sort des bornes ({expected}).",
     "The field {path} is out of range ({expected})."},
    // Who is asking, and how.
    {"signed_out", 401, "Connectez-vous pour continuer : aucune session n’est ouverte, ou elle a expiré.",
     "Sign in to go on: no session is open, or it has expired."},
    {"forbidden", 403, "Votre profil ne donne pas ce droit ; il est ouvert à : {roles}.",
     "Your profile does not give this right; it is open to: {roles}."},
    {"cross_site", 403,
     "Cette écriture ne vient pas d’une page de Maillage : elle est refusée. Un programme doit envoyer un corps JSON "
     "et "
     "l’en-tête Origin du serveur.",
     "This write does not come from a page of Maillage and is refused. A program must send a JSON body and the Origin "
     "header of the server."},
    {"too_many_requests", 429, "Trop de demandes en peu de temps : réessayez dans {seconds} s.",
     "Too many requests in a short time: try again in {seconds} s."},
    {"not_found", 404, "Rien à cette adresse : {path}.", "Nothing at this address: {path}."},
    {"method_not_allowed", 405, "Cette adresse n’accepte que : {methods}.", "This address only accepts: {methods}."},
    // What the transport refuses.
    {"malformed", 400, "La demande n’est pas du HTTP/1.1 correct.", "The request is not correct HTTP/1.1."},
    {"host_refused", 400, "Ce serveur ne répond pas à ce nom d’hôte. L’administrateur l’ajoute avec --allowed-host.",
     "This server does not answer to this host name. The administrator adds it with --allowed-host."},
    {"timed_out", 408, "La demande n’est pas arrivée en entier à temps.", "The request did not arrive whole in time."},
    {"body_too_large", 413, "L’envoi dépasse {limit} octets, le maximum accepté ici.",
     "What is sent exceeds {limit} bytes, the most accepted here."},
    {"url_too_long", 414, "L’adresse dépasse {limit} caractères.", "The address exceeds {limit} characters."},
    {"header_too_large", 431, "Les en-têtes dépassent {limit} octets.", "The headers exceed {limit} bytes."},
    {"overloaded", 503, "Le serveur est très occupé : réessayez dans quelques secondes.",
     "The server is very busy: try again in a few seconds."},
    {"unexpected", 500,
     "Une panne a empêché de répondre. Rien n’a été enregistré ; donnez le numéro d’incident au support.",
     "A fault prevented the answer. Nothing was saved; quote the incident number to the support."},
    {"storage_full", 507,
     "Le disque du serveur est plein : rien n’a été enregistré. L’administrateur doit y libérer de la place ; ensuite, "
     "refaites la même demande.",
     "The disk of the server is full: nothing was saved. The administrator must free some space; then make the same "
     "request again."},
    // Long work.
    {"job_unknown", 404, "Aucun calcul ne porte le numéro {id}.", "No computation has the number {id}."},
    {"job_finished", 409, "Le calcul {id} est déjà terminé.", "Computation {id} has already ended."},
};

}  // namespace

std::span<const ProblemRow> platform_problem_rows() { return kRows; }

}  // namespace maillage::platform
